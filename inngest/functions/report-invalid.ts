import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { env } from "@/lib/env";
import { recordEvents } from "@/lib/events/commands";
import { findInvalidHours } from "@/lib/events/invalid/queries";
import { ownSource, reportOf } from "@/lib/events/invalid/report";
import { log } from "@/lib/log";
import { announceEvents } from "../announce";
import { inngest } from "../client";

const job = "report-invalid";

/** Rounds of one run: a backlog that is larger than this is told by the next ones. */
const maxRounds = 10;

/** Tells the hours that were found, each once: an id that was there already changes nothing. */
async function tell(found: Awaited<ReturnType<typeof findInvalidHours>>, now: Date): Promise<number> {
  let told = 0;
  for (const hour of found) {
    const scope = systemProjectScope(job, hour.organizationId, hour.projectId);
    const body = reportOf(hour, env().NEXTAUTH_URL);
    const { answers, acceptedIds } = await recordEvents(scope, [body], { now, source: ownSource });
    const [answer] = answers;
    if (answer?.status === "rejected")
      log.error({ projectId: hour.projectId, ...answer.error }, "invalid_report.refused");
    await announceEvents(scope, acceptedIds);
    told += acceptedIds.length;
  }
  return told;
}

/**
 * Records one event for each project and full hour in which something was refused (OCT-14…16). It then takes the way of
 * any event, so the project's routes say who hears of it. An hour that was missed is made up for, up to a day back.
 * @returns how many reports were made.
 */
export async function reportInvalid(now: Date): Promise<number> {
  let told = 0;
  for (let round = 0; round < maxRounds; round++) {
    const found = await findInvalidHours(systemScope(job), { now });
    const made = await tell(found, now);
    told += made;
    // Nothing new: all is told, or somebody else is telling it.
    if (made === 0) break;
  }
  if (told > 0) log.info({ told }, "invalid_data.reported");
  return told;
}

/** A few minutes past each hour, so that what was on its way when the hour ended is counted. */
export const reportInvalidHourly = inngest.createFunction(
  { id: "report-invalid", triggers: [{ cron: "4 * * * *" }], retries: 3 },
  () => reportInvalid(new Date()),
);
