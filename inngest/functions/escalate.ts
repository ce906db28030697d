import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { listEventsOf } from "@/lib/cases/upkeep/queries";
import { beginEscalations, climb, stopEscalations } from "@/lib/escalations/climb/commands";
import { type DueEscalation, listDueEscalations } from "@/lib/escalations/climb/queries";
import { attentionOfStep, unreachableNote } from "@/lib/escalations/step-attention";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import type { Message } from "@/lib/messages/message";
import { say } from "@/lib/messages/sentence";
import type { Planned } from "@/lib/notifications/commands";
import { attentionAt, unnamedNote } from "@/lib/notifications/owner/seen";
import { tellerOf } from "@/lib/notifications/telling";
import { loadPlaybook } from "@/lib/routing/queries";
import { inngest } from "../client";
import { wakeLanes } from "../wake";

const job = "escalate";
const scope = systemScope(job);
const atOnce = 200;

/** `15 min`, `2 h`. */
const spanOf = (minutes: number) => (minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`);

const people = { owner: "customer’s owner", manager: "owner’s manager" } as const;

function told(message: Message, waited: number, policyName: string): Message {
  const lead = `Nobody has acknowledged this for ${spanOf(waited)}: `;
  return {
    ...message,
    text: lead + message.text,
    headline: [...say`${lead}`, ...message.headline],
    why: [message.why, `Escalated by “${policyName}”.`].filter(Boolean).join(" "),
  };
}

/** The message of a step for its destination, as that may see it; none where it cannot or need not be told. */
async function messageOf(due: DueEscalation, now: Date): Promise<Planned[]> {
  const { organizationId, projectId, caseId, definition, steps, policyId, policyName, startedAt } = due;
  const step = definition.steps[steps];
  if (!step || (step.severities && !step.severities.includes(due.severity))) return [];
  const [playbook, [event]] = await Promise.all([
    loadPlaybook(systemProjectScope(job, organizationId, projectId)),
    listEventsOf(scope, projectId, [due.leadEventId]),
  ]);
  const destination = playbook.destinations.get(step.destinationId);
  if (!destination?.enabled || !event || (due.environment === "sandbox" && !destination.acceptsSandbox))
    return [];
  const waited = Math.max(1, Math.round((now.getTime() - startedAt.getTime()) / 60_000));
  const wanted = attentionOfStep(step);
  const attention = attentionAt(wanted, destination);
  const words = told(tellerOf(playbook, event, { now })(destination), waited, policyName);
  const message = attention ? { ...words, attention } : words;
  const whom = step.person ? `the ${people[step.person]}` : `“${destination.name}”`;
  const note = unreachableNote(wanted, destination.kind, destination.name) + unnamedNote(wanted, destination);
  const text = `Nobody has acknowledged the case, so it goes on to ${whom} by “${policyName}”.${note}`;
  return [
    {
      id: newId("notification", now.getTime()),
      dedupeKey: `escalation|${caseId}|${policyId}|${due.openedBy}|${steps}`,
      kind: "escalation",
      eventId: event.id,
      eventType: event.type,
      customerId: due.customerId,
      routeId: null,
      routeName: null,
      destinationId: destination.id,
      destinationName: destination.name,
      destinationKind: destination.kind,
      lane: destination.lane,
      environment: due.environment,
      severity: message.severity,
      state: destination.isBroken ? "held" : "pending",
      reason: { code: "escalated", text },
      fallbackFor: null,
      message,
      // Where a message of the case stands already it would only be edited, and nobody would look: there it is told again.
      ...(due.standingAt.includes(destination.id) ? {} : { caseId }),
    },
  ];
}

async function escalate(due: DueEscalation, now: Date): Promise<Wake[]> {
  const { organizationId, projectId, policyId, caseId, openedBy, steps, definition } = due;
  const next = definition.steps[steps + 1];
  const nextAt = next ? new Date(now.getTime() + next.afterMinutes * 60_000) : null;
  const rows = await messageOf(due, now);
  const project = systemProjectScope(job, organizationId, projectId);
  const { wakes } = await climb(project, { policyId, caseId, openedBy, steps, nextAt }, rows);
  log.info({ projectId, caseId, policyId, step: steps + 1 }, "cases.escalated");
  return wakes;
}

/**
 * Tells on what nobody has acknowledged: begins to watch what was told, stops what was acknowledged or resolved, and takes the
 * steps that are due. A step is taken once, however many take it, for it is one conditional statement.
 * @returns how many steps were due.
 */
export async function escalateCases(now: Date): Promise<number> {
  await stopEscalations(scope);
  await beginEscalations(scope);
  const found = await listDueEscalations(scope, now, atOnce);
  const wakes: Wake[] = [];
  for (const due of found) wakes.push(...(await escalate(due, now)));
  await wakeLanes(wakes, new Date());
  return found.length;
}

export const escalateEveryMinute = inngest.createFunction(
  { id: "escalate", triggers: [{ cron: "* * * * *" }], retries: 2 },
  () => escalateCases(new Date()),
);
