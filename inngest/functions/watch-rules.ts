import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { log } from "@/lib/log";
import { listWaiting } from "@/lib/rules/evaluation/queries";
import { inngest } from "../client";
import { rulesDue } from "../events";
import { lookAtProject } from "../watch";

const scope = systemScope("watch-rules");

/**
 * Looks at the rules of every project that have something to do: what is due by the clock, and what a process left behind. One
 * run for all projects; any number of them at once come to the same.
 * @returns how many projects were looked at.
 */
export async function watchRulesOfAll(now: Date): Promise<number> {
  const waiting = await listWaiting(scope, now);
  const told: Promise<unknown>[] = [];
  for (const project of waiting) {
    try {
      const { organizationId, projectId } = project;
      const itsScope = systemProjectScope("rules", organizationId, projectId);
      told.push((await lookAtProject(itsScope, { withClocks: true })).told);
    } catch (error) {
      // One project must not keep the others waiting; it is found again a minute later.
      log.warn({ error, projectId: project.projectId }, "rules.look_failed");
    }
  }
  await Promise.all(told);
  return waiting.length;
}

/** Every minute: periods that are over, durations, repetitions, absences, and what was left behind. */
export const watchRulesEveryMinute = inngest.createFunction(
  { id: "watch-rules", triggers: [{ cron: "* * * * *" }], retries: 1 },
  () => watchRulesOfAll(new Date()),
);

/** At the instant itself, for what is due before the next minute. */
export const watchRulesInTime = inngest.createFunction(
  { id: "watch-rules-in-time", triggers: [rulesDue], retries: 2 },
  async ({ event: { data } }) => {
    const project = systemProjectScope("rules", data.organizationId, data.projectId);
    const { fired, told } = await lookAtProject(project, { withClocks: true });
    await told;
    return fired;
  },
);
