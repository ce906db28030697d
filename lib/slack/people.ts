import { z } from "zod";
import { type Asked, askSlack } from "./ask";

/** A person of a workspace. */
export type SlackUser = { id: string; name: string };

const userAnswer = z.object({
  ok: z.literal(true),
  user: z.object({
    id: z.string().min(1),
    name: z.string().default(""),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    real_name: z.string().optional(),
  }),
});

/**
 * Finds a person by e-mail address (scopes `users:read` and `users:read.email`). A stranger, somebody deactivated and a bot
 * are all `users_not_found`.
 */
export async function findSlackUserByEmail(token: string, email: string): Promise<Asked<SlackUser>> {
  const asked = await askSlack({
    method: "users.lookupByEmail",
    token,
    args: { email },
    schema: userAnswer,
  });
  if (!asked.ok) return asked;
  const { id, name, real_name, deleted, is_bot } = asked.value.user;
  if (deleted || is_bot) return { ok: false, code: "users_not_found", isPassing: false, afterSeconds: null };
  return { ...asked, value: { id, name: real_name || name || id } };
}

const opened = z.object({ ok: z.literal(true), channel: z.object({ id: z.string().startsWith("D") }) });

/** The conversation between the bot and one person (scope `im:write`): the same one every time. */
export async function openDirectMessage(
  token: string,
  userId: string,
): Promise<Asked<{ channelId: string }>> {
  const asked = await askSlack({
    method: "conversations.open",
    token,
    args: { users: userId },
    schema: opened,
  });
  return asked.ok ? { ...asked, value: { channelId: asked.value.channel.id } } : asked;
}
