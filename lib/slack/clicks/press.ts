import { z } from "zod";
import { votes } from "@/db/enums";

/** What somebody did in Slack about a case. */
const deed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("acknowledge") }),
  z.object({ kind: z.literal("snooze"), for: z.enum(["1h", "4h", "tomorrow", "1w"]) }),
  /** Until nine in the morning of a day, such as `2026-11-24`. */
  z.object({ kind: z.literal("snooze_until"), day: z.iso.date() }),
  z.object({ kind: z.literal("assign_me") }),
  z.object({ kind: z.literal("assign"), userId: z.string() }),
  z.object({ kind: z.literal("mute"), days: z.number().int().min(1).max(90) }),
  z.object({ kind: z.literal("vote"), vote: z.enum(votes) }),
  z.object({ kind: z.literal("decide"), decision: z.enum(["approve", "decline"]) }),
]);
export type Deed = z.infer<typeof deed>;

const pressSchema = z.object({
  appId: z.string(),
  teamId: z.string().nullable(),
  enterpriseId: z.string().nullable(),
  user: z.object({ id: z.string(), name: z.string(), teamId: z.string().nullable() }),
  reference: z.string(),
  deed,
});

/** A press as it is stored: all that doing it takes, and nothing that opens a door. */
export type Press = z.infer<typeof pressSchema>;

/** Reads a stored press back; undefined for one that an older version wrote in another shape. */
export const readPress = (stored: unknown): Press | undefined => pressSchema.safeParse(stored).data;
