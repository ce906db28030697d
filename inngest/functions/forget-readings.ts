import { systemScope } from "@/lib/auth/system";
import { log } from "@/lib/log";
import { forgetReadings } from "@/lib/meters/commands";
import { inngest } from "../client";

const scope = systemScope("forget-readings");
const week = 7 * 24 * 3_600_000;
const chunk = 20_000;
/** Chunks of one run; what is left waits for the next. */
const maxChunks = 100;

/**
 * Forgets the readings that came in more than a week before `now`, after which a repeated id counts anew.
 * @returns how many were forgotten.
 */
async function forgetOldReadings(now: Date): Promise<number> {
  const before = new Date(now.getTime() - week);
  let forgotten = 0;
  for (let turn = 0; turn < maxChunks; turn++) {
    const count = await forgetReadings(scope, before, chunk);
    forgotten += count;
    if (count < chunk) break;
  }
  if (forgotten > 0) log.info({ count: forgotten }, "readings.forgotten");
  return forgotten;
}

/** Every hour, away from the full hour, when readings come in thickest. */
export const forgetReadingsEveryHour = inngest.createFunction(
  { id: "forget-readings", triggers: [{ cron: "23 * * * *" }], retries: 1 },
  () => forgetOldReadings(new Date()),
);
