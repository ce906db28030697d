import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { editOf } from "@/lib/cases/edits";
import { markTold } from "@/lib/cases/upkeep/commands";
import { type BehindCase, listBehind, listEventsOf } from "@/lib/cases/upkeep/queries";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { type Planned, planRows } from "@/lib/notifications/commands";
import { tellerOf } from "@/lib/notifications/telling";
import { loadPlaybook } from "@/lib/routing/queries";
import { inngest } from "../client";
import { wakeLanes } from "../wake";

const job = "refresh-cases";
const scope = systemScope(job);
const atOnce = 200;

const followUp = {
  code: "case_follow_up",
  text: "It was told how this began, so it is told how it goes on; this was missing.",
} as const;
const behind = {
  code: "case_behind",
  text: "Its message of the case did not say all that has happened.",
} as const;

/** What the destination was never told, as notifications of their own; none when only its message must be edited. */
async function missingOf(found: BehindCase): Promise<Planned[]> {
  if (found.missing.length === 0) return [];
  const { organizationId, projectId, missing, destinationId } = found;
  const [playbook, events] = await Promise.all([
    loadPlaybook(systemProjectScope(job, organizationId, projectId)),
    listEventsOf(scope, projectId, missing),
  ]);
  const destination = playbook.destinations.get(destinationId);
  if (!destination) return [];
  const now = new Date();
  return events.map((event): Planned => {
    const message = tellerOf(playbook, event, { now })(destination);
    const row = editOf(found, {
      id: newId("notification"),
      dedupeKey: `${event.id}|case|${destinationId}`,
      reason: followUp,
      message,
    });
    const { id: eventId, type: eventType, customerId } = event;
    return { ...row, kind: "event", eventId, eventType, customerId, severity: message.severity };
  });
}

async function refresh(found: BehindCase): Promise<Wake[]> {
  const { organizationId, projectId, caseId, destinationId, version } = found;
  const project = systemProjectScope(job, organizationId, projectId);
  const missing = await missingOf(found);
  if (missing.length > 0) return planRows(project, missing);
  // What cannot be edited has been told by a message of its own.
  if (found.destinationKind !== "slack_channel" && found.destinationKind !== "slack_dm") {
    await markTold(scope, { projectId, caseId, destinationId, version });
    return [];
  }
  const edit = editOf(found, {
    id: newId("notification"),
    dedupeKey: `behind|${caseId}|${destinationId}|${version}`,
    reason: behind,
    message: found.message,
  });
  return planRows(project, [edit]);
}

/**
 * Brings living messages up to date that say less than has happened.
 * @param graceSeconds how long what is on its way may take.
 * @returns how many were found.
 */
export async function refreshCases(graceSeconds: number): Promise<number> {
  const found = await listBehind(scope, { graceSeconds, limit: atOnce });
  const wakes: Wake[] = [];
  for (const one of found) wakes.push(...(await refresh(one)));
  await wakeLanes(wakes, new Date());
  if (found.length > 0) log.info({ count: found.length }, "cases.refreshed");
  return found.length;
}

export const refreshCasesEveryMinute = inngest.createFunction(
  { id: "refresh-cases", triggers: [{ cron: "* * * * *" }], retries: 1 },
  () => refreshCases(30),
);
