import { z } from "zod";

const reasonCodes = [
  "matched",
  "type_not_matched",
  "filter_not_matched",
  "route_disabled",
  "destination_disabled",
  "sandbox_not_accepted",
  "test",
  "resend",
  "destination_broken",
  "fallback",
  "connected",
  "case_follow_up",
  "case_changed",
  "case_behind",
  "digest",
  "quiet_hours",
  "digest_due",
  "hours_over",
  "escalated",
  "told_by_rule",
  "muted",
  "subscribed",
  "replay",
  "owner_unknown",
] as const;

const reasonSchema = z.object({
  code: z.enum(reasonCodes),
  text: z.string(),
  /** The mute that kept it back. */
  muteId: z.string().optional(),
});

/** Why something was, or was not, sent: a code for programs and a sentence for people. */
export type Reason = z.infer<typeof reasonSchema>;

const checkSchema = z.object({
  path: z.string(),
  operator: z.string(),
  /** What the condition asks for, as text. */
  expected: z.string(),
  /** The value that was there, as text and cut short; null when there was none. */
  seen: z.string().nullable(),
  /** Under a `not`: the condition is wanted not to hold. */
  negated: z.boolean().optional(),
  /** Whether it came out as the filter wants it, `not` included. */
  passed: z.boolean(),
});

/** One condition of a filter, held against one event. */
export type Check = z.infer<typeof checkSchema>;

const decisionSchema = z.object({
  routeId: z.string(),
  routeName: z.string(),
  destinationId: z.string(),
  destinationName: z.string(),
  verdict: z.enum(["send", "suppress", "skip"]),
  reason: reasonSchema,
  checks: z.array(checkSchema),
});

/**
 * What one route says to one event. `skip`: it does not apply. `suppress`: it applies, but its message may not go, which
 * is kept as a notification of its own. `send`: it goes.
 */
export type Decision = z.infer<typeof decisionSchema>;

const traceSchema = z.array(decisionSchema);

/** Reads a stored trace back. @throws when the row was not written by `decide`. */
export function parseTrace(stored: unknown): Decision[] {
  return traceSchema.parse(stored);
}

/** Where what decided is kept: rules that tell destinations of their own decide as routes do. */
export const shelfOfRoute = (routeId: string) => (routeId.startsWith("rul_") ? "rules" : "routes");
