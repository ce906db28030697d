import { z } from "zod";
import { AppError } from "@/lib/errors";
import { formatInstant } from "@/lib/messages/format";

/** What may be done with a case by hand. `undo`, a null instant or a null name take it back. */
export type CaseChange =
  | { action: "acknowledge"; undo: boolean }
  | { action: "snooze"; until: Date | null }
  | { action: "assign"; to: string | null }
  | { action: "resolve" };

const inAYear = 366 * 86_400_000;

/** The bodies of the public API, by action. */
export const changeInputs = {
  acknowledge: z.strictObject({ undo: z.boolean().default(false) }),
  snooze: z.strictObject({ until: z.iso.datetime({ offset: true }).nullable() }),
  assign: z.strictObject({ to: z.string().trim().min(1).max(120).nullable() }),
  resolve: z.strictObject({}),
} as const;

/** Until when a case is snoozed. @throws AppError `invalid` (pointer /until) unless that is ahead, within a year. */
export function snoozeEnd(until: string | null, now: Date): Date | null {
  if (until === null) return null;
  const end = new Date(until);
  if (end > now && end.getTime() - now.getTime() <= inAYear) return end;
  const message = "must be an instant ahead, within a year";
  throw new AppError("invalid", `“until” ${message}.`, {
    code: "invalid_input",
    errors: [{ pointer: "/until", message }],
  });
}

/** A change in words, for the thread. */
export function describeChange(change: CaseChange, by: string): string {
  switch (change.action) {
    case "acknowledge":
      return change.undo ? `${by} took the acknowledgement back` : `Acknowledged by ${by}`;
    case "snooze":
      return change.until ? `Snoozed by ${by} until ${formatInstant(change.until)}` : `Woken by ${by}`;
    case "assign":
      return change.to ? `Assigned to ${change.to} by ${by}` : `${by} took the assignment back`;
    case "resolve":
      return `Resolved by ${by}`;
  }
}
