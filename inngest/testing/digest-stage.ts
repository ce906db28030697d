import { createDigest } from "@/lib/digests/commands";
import { type DigestInput, digestInput } from "@/lib/digests/schema";
import { getProject } from "@/lib/projects/queries";
import { nextRun } from "@/lib/schedule/cadence";
import type { CaseStage } from "./case-stage";

/** A digest of a stage's destination, every day at nine unless told otherwise. @returns its id and when it is due. */
export async function digestOf(
  { scope, destinationId }: CaseStage,
  change: Partial<Record<keyof DigestInput, unknown>> = {},
  now = new Date(),
): Promise<{ id: string; dueAt: Date }> {
  const input = digestInput.parse({
    name: "CS daily",
    destinationId,
    cadence: { every: "day", at: "09:00" },
    ...change,
  });
  const { id } = await createDigest(scope, input, now);
  const { timeZone } = await getProject(scope);
  return { id, dueAt: nextRun(input.cadence, input.timeZone ?? timeZone, now) };
}

let number = 0;

/** A failed payment of an invoice of its own, as it came in. */
export function failedPayment(change: object = {}) {
  number++;
  return {
    type: "payment.failed",
    customer: { id: "acme", name: "Acme", owner: { email: "kim@house.example", name: "Kim Lee" } },
    data: { amount: { amount: "42.00", currency: "USD" }, invoiceNumber: `INV-${number}` },
    ...change,
  };
}
