import { z } from "zod";

const bucket = z.object({ capacity: z.number().positive(), perSecond: z.number().positive() });

/** The pacing of the platform, changeable through `POST /__sim/limits`. */
export const limitSettings = z.object({
  enabled: z.boolean().default(true),
  /** Posting into one channel by one app, whichever way; the burst is an assumption. */
  channel: bucket.default({ capacity: 5, perSecond: 1 }),
  /** `chat.postMessage` per app and workspace; "several hundred" is all that Slack says. */
  teamPerMinute: z.number().positive().default(300),
  /** Calls per minute of each method tier. */
  tiers: z
    .object({
      t1: z.number().positive().default(1),
      t2: z.number().positive().default(20),
      t3: z.number().positive().default(50),
      t4: z.number().positive().default(100),
      special: z.number().positive().default(600),
    })
    .prefault({}),
  /** Too many posts in a window disable a webhook for good; `null` leaves that off. */
  webhookAutoDisable: z
    .object({ posts: z.number().positive(), seconds: z.number().positive() })
    .nullable()
    .default(null),
});
export type LimitSettings = z.infer<typeof limitSettings>;

/** Where Slack publishes nothing: each assumption can be turned the other way. */
export const assumptionSettings = z.object({
  /** A reply to a parent that is not there. */
  unknownThreadParent: z.enum(["top_level", "cannot_reply_to_message"]).default("top_level"),
  /** Whether a repeated `client_msg_id` is recognised. */
  clientMsgId: z.enum(["ignored", "honoured"]).default("ignored"),
  /** `username` and icons without `chat:write.customize`. */
  customizeWithoutScope: z.enum(["ignored", "missing_scope"]).default("ignored"),
  /** Top-level text longer than this is stored as several messages. */
  splitTextAt: z.number().int().positive().default(4_000),
  /** Sum of all block text above which Slack answers `msg_blocks_too_long`. */
  blockTextTotal: z.number().int().positive().default(13_200),
  /** Which of the two events comes first when an app is removed. */
  uninstallOrder: z.enum(["tokens_revoked_first", "app_uninstalled_first"]).default("app_uninstalled_first"),
  /** The waits of event retries are multiplied by this: 1 is Slack's own minute and five minutes. */
  retryTimeScale: z
    .number()
    .positive()
    .default(1 / 60),
  /** How long the app has for its answer, in milliseconds. */
  ackTimeoutMs: z.number().positive().default(3_000),
});
export type AssumptionSettings = z.infer<typeof assumptionSettings>;
