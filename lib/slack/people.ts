import { z } from "zod";
import { type Asked, askSlack } from "./ask";

/** A person of a workspace. */
export type SlackUser = {
  id: string;
  /** As they are called, and their handle in Slack. */
  name: string;
  handle: string;
  isDeactivated: boolean;
  isBot: boolean;
};

const text = z.string().optional().catch(undefined);

/** A person as Slack describes them, as far as it matters to writing to them. */
export const userBody = z.object({
  id: z.string().min(1),
  name: z.string().default(""),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  real_name: text,
  profile: z.looseObject({ real_name: text, display_name: text }).optional().catch(undefined),
});

/** Slack's own helper is listed as a person. */
const slackbot = "USLACKBOT";

/** A person in our words. */
export function userOf({
  id,
  name,
  deleted,
  is_bot,
  real_name,
  profile,
}: z.infer<typeof userBody>): SlackUser {
  const handle = profile?.display_name || name || id;
  const called = (real_name || profile?.real_name || handle).slice(0, 80);
  return {
    id,
    name: called,
    handle: handle.slice(0, 80),
    isDeactivated: deleted,
    isBot: is_bot || id === slackbot,
  };
}

const userAnswer = z.object({ ok: z.literal(true), user: userBody });

/**
 * Finds a person by e-mail address (scopes `users:read` and `users:read.email`). A stranger and somebody deactivated are
 * both `users_not_found`.
 */
export async function findSlackUserByEmail(
  token: string,
  email: string,
  timeoutMs?: number,
): Promise<Asked<SlackUser>> {
  const asked = await askSlack({
    method: "users.lookupByEmail",
    token,
    args: { email },
    schema: userAnswer,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return asked.ok ? { ...asked, value: userOf(asked.value.user) } : asked;
}

/** One person by their id (scope `users:read`). */
export async function askSlackUser(
  token: string,
  userId: string,
  timeoutMs?: number,
): Promise<Asked<SlackUser>> {
  const asked = await askSlack({
    method: "users.info",
    token,
    args: { user: userId },
    schema: userAnswer,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return asked.ok ? { ...asked, value: userOf(asked.value.user) } : asked;
}

const opened = z.object({ ok: z.literal(true), channel: z.object({ id: z.string().startsWith("D") }) });

/** The conversation between the bot and one person (scope `im:write`): the same one every time. */
export async function openDirectMessage(
  token: string,
  userId: string,
  timeoutMs?: number,
): Promise<Asked<{ channelId: string }>> {
  const asked = await askSlack({
    method: "conversations.open",
    token,
    args: { users: userId },
    schema: opened,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return asked.ok ? { ...asked, value: { channelId: asked.value.channel.id } } : asked;
}
