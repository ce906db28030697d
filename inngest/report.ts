import { systemScope } from "@/lib/auth/system";
import { log } from "@/lib/log";
import { type Mark, planFallbacks } from "@/lib/repairs/commands";
import { wakeSubscribed } from "@/lib/webhooks/signals/commands";
import { inngest } from "./client";
import { destinationBroken } from "./events";
import { wakeLanes } from "./wake";

const scope = systemScope("report-broken");

/**
 * What follows when destinations were found broken: the critical notifications they hold take the fallback, and their
 * owners are told. The banner shows it in any case, so this never rejects.
 */
export async function reportBroken(marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  const steps = [takeFallback(marks), tellOwners(marks), tellSubscribed(marks)];
  for (const result of await Promise.allSettled(steps)) {
    if (result.status === "rejected")
      log.warn({ error: result.reason, count: marks.length }, "destinations.report_failed");
  }
}

async function takeFallback(marks: readonly Mark[]): Promise<void> {
  await wakeLanes(await planFallbacks(scope, marks), new Date());
}

async function tellSubscribed(marks: readonly Mark[]): Promise<void> {
  const projectIds = marks.map(({ projectId }) => projectId);
  await wakeLanes(await wakeSubscribed(scope, projectIds), new Date());
}

async function tellOwners(marks: readonly Mark[]): Promise<void> {
  await inngest.send(marks.map((mark) => destinationBroken.create({ ...mark })));
}
