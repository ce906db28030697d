import fc from "fast-check";
import type { Step } from "@/lib/cases/order";

const start = Date.parse("2026-11-21T09:00:00Z");

/** A step of a case, at some minute of an hour. */
export function stepOf(eventId: string, more: Partial<Step> = {}): Step {
  return {
    eventId,
    eventType: "payment.failed",
    phase: "opens",
    rank: 1,
    isFinal: false,
    severity: "warning",
    status: null,
    text: `What ${eventId} says`,
    occurredAt: new Date(start),
    ...more,
  };
}

const severity = fc.constantFrom("info", "good", "warning", "critical");

/** Steps of one case, with few instants and ranks, so that ties are common. */
export const someSteps: fc.Arbitrary<Step[]> = fc
  .array(
    fc.record({
      minute: fc.nat(4),
      rank: fc.nat(2),
      isFinal: fc.boolean(),
      phase: fc.constantFrom("opens", "updates", "resolves"),
      severity,
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((rows) =>
    rows.map(({ minute, ...rest }, index) =>
      stepOf(`evt_${index}`, {
        ...rest,
        isFinal: rest.isFinal && rest.phase !== "updates",
        occurredAt: new Date(start + minute * 60_000),
      }),
    ),
  );
