import { z } from "zod";
import { isJsonObject, type JsonObject } from "@/local/slack/world/json";

const jsonObject = z.custom<JsonObject>(isJsonObject);

export const messageRecord = z.object({
  channel: z.string(),
  teamId: z.string(),
  ts: z.string(),
  /** The parent's `ts`; `null` for a message of the channel itself. */
  threadTs: z.string().nullable(),
  broadcast: z.boolean(),
  text: z.string(),
  blocks: z.array(jsonObject),
  attachments: z.array(jsonObject),
  metadata: jsonObject.nullable(),
  appId: z.string(),
  botId: z.string(),
  userId: z.string().nullable(),
  username: z.string(),
  icon: z.string().nullable(),
  via: z.enum(["bot", "webhook"]),
  /** `ts` of the last edit. */
  editedTs: z.string().nullable(),
  /** Set for a message that only this person sees. */
  ephemeralFor: z.string().nullable(),
  clientMsgId: z.string().nullable(),
  /** Wall clock milliseconds with a fraction, whatever the simulator's own clock says. */
  receivedAt: z.number(),
});
export type Message = z.infer<typeof messageRecord>;

export const viewRecord = z.object({
  id: z.string(),
  teamId: z.string(),
  appId: z.string(),
  userId: z.string(),
  hash: z.string(),
  view: jsonObject,
  /** Where the click happened that opened it, so that the page can show it there. */
  channelId: z.string().nullable(),
});
export type View = z.infer<typeof viewRecord>;
