import { log } from "@/lib/log";
import type { Mark } from "@/lib/repairs/commands";
import { inngest } from "./client";
import { destinationBroken } from "./events";

/** Says that destinations were found broken, so that their owners are told. The banner shows it in any case. */
export async function reportBroken(marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  try {
    await inngest.send(marks.map((mark) => destinationBroken.create({ ...mark })));
  } catch (error) {
    log.warn({ error, count: marks.length }, "destinations.report_failed");
  }
}
