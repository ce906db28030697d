import { z } from "zod";
import { customerId } from "@/lib/customers/schema";
import { AppError } from "@/lib/errors";

const longestMs = 366 * 86_400_000;

const what = {
  customerId: customerId.optional(),
  ruleId: z.string().min(1).max(64).optional(),
  routeId: z.string().min(1).max(64).optional(),
  destinationId: z.string().min(1).max(64).optional(),
} as const;

/** What is muted, and until when. */
export const muteInput = z
  .strictObject({
    ...what,
    until: z.iso.datetime({
      offset: true,
      error: "must be an ISO 8601 instant such as 2026-11-21T09:00:00Z",
    }),
    reason: z.string().trim().max(300).default(""),
  })
  .refine(
    (input) =>
      [input.customerId, input.ruleId, input.routeId, input.destinationId].some((id) => id !== undefined),
    "name a customer, a rule, a route or a destination",
  );

/** When a mute ends. @throws AppError `invalid` (pointer /until) unless that is ahead, within a year. */
export function muteEnd(until: string, now: Date): Date {
  const end = new Date(until);
  if (end > now && end.getTime() - now.getTime() <= longestMs) return end;
  const message = "must be an instant ahead, within a year";
  throw new AppError("invalid", `“until” ${message}.`, {
    code: "invalid_input",
    errors: [{ pointer: "/until", message }],
  });
}
