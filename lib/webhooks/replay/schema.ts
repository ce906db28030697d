import { z } from "zod";

/** What can be sent again: what is settled. What waits, or is held, goes out by itself or by its release. */
export const replayableStates = ["sent", "failed", "suppressed"] as const;

/** Most notifications of one replay. */
export const maxReplay = 10_000;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const notificationId = z.string().regex(/^ntf_[0-9a-z]{26}$/, "must be the id of a notification");

/** Which notifications are sent again. Every condition narrows it; one of them at least bounds it. */
export const replayInput = z
  .strictObject({
    ids: z.array(notificationId).min(1).max(1_000).optional(),
    destination: z.string().max(64).optional(),
    state: z.enum(replayableStates).optional(),
    type: z.string().max(128).optional(),
    since: instant.optional(),
    until: instant.optional(),
    /** At most so many, oldest first. */
    max: z.int().min(1).max(maxReplay).default(1_000),
    /** Only counts. */
    dryRun: z.boolean().default(false),
    /** The same request twice sends nothing twice. */
    requestId: z
      .string()
      .min(1)
      .max(64)
      .regex(/^[\w.:-]+$/, "has letters, digits and -_.: only")
      .optional(),
  })
  .superRefine(({ ids, destination, since, until }, context) => {
    if (ids === undefined && since === undefined && destination === undefined)
      context.addIssue({ code: "custom", path: ["since"], message: "name ids, a destination or since when" });
    if (since && until && until <= since)
      context.addIssue({ code: "custom", path: ["until"], message: "must be later than since" });
  });
export type ReplayInput = z.infer<typeof replayInput>;
