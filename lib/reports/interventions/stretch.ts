import { z } from "zod";
import { environments } from "@/db/enums";
import { AppError } from "@/lib/errors";
import type { Stretch } from "./queries";

const day = 86_400_000;
const usualDays = 30;
const longestDays = 366;

const instant = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 instant such as 2026-11-21T09:00:00Z" })
  .transform((text) => new Date(text));

/** What may be asked of the report. */
export const interventionQuery = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  environment: z.enum(environments).optional(),
});

/** The stretch that is asked for: the last 30 days unless told otherwise. @throws AppError 422 `invalid_query`. */
export function stretchOf(asked: z.infer<typeof interventionQuery>, now: Date): Stretch {
  const to = asked.to ?? now;
  const from = asked.from ?? new Date(to.getTime() - usualDays * day);
  const length = to.getTime() - from.getTime();
  if (length > 0 && length <= longestDays * day)
    return { from, to, environment: asked.environment ?? "production" };
  throw new AppError("invalid", "A query parameter is not valid.", {
    code: "invalid_query",
    errors: [{ pointer: "?from", message: "must be before “to”, by a year at most" }],
  });
}
