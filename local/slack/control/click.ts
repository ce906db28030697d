import { z } from "zod";
import { type ControlAnswer, done, misshapen, refused } from "@/local/slack/control/answer";
import { viewerOf } from "@/local/slack/page/viewer";
import { blockActions } from "@/local/slack/signals/block-actions";
import { type FoundElement, findElement, findOption } from "@/local/slack/signals/find-element";
import { type InteractionOutcome, interact } from "@/local/slack/signals/interaction";
import { findChannel } from "@/local/slack/world/channel-directory";
import type { Channel, User } from "@/local/slack/world/directory-records";
import type { Json } from "@/local/slack/world/json";
import type { Message } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

const press = z
  .object({
    /** Id or name. */
    channel: z.string(),
    /** Without it, the newest message of the channel that has such an element. */
    ts: z.string().optional(),
    actionId: z.string().optional(),
    action_id: z.string().optional(),
    blockId: z.string().optional(),
    block_id: z.string().optional(),
    /** For selects and menus: the value of the chosen option. */
    value: z.string().optional(),
    /** Id, name or e-mail of the person who presses. */
    user: z.string().optional(),
  })
  .transform(({ action_id, block_id, ...rest }) => {
    return { ...rest, actionId: rest.actionId ?? action_id, blockId: rest.blockId ?? block_id };
  });

/** Presses a button, as a person would: the app gets a signed `block_actions`, and its answer comes back. */
export async function click(world: World, body: Json): Promise<ControlAnswer> {
  const wanted = press.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { channel: where, ts, actionId, blockId, value, user: who } = wanted.data;
  if (actionId === undefined) return refused("actionId: which element is pressed is missing");
  const channel = findChannel(world, where);
  if (channel === undefined) return refused(`there is no channel ${where}`, 404);
  const target = findTarget(world, channel, ts, actionId, blockId);
  if (target === undefined)
    return refused(`no message there has an element with the action id ${actionId}`, 404);
  const user = findPerson(world, channel, who);
  if (user === undefined) return refused(`there is no such person: ${who ?? ""}`, 404);
  const { message, found } = target;
  const choosing = value !== undefined && found.element.options !== undefined;
  if (choosing && findOption(found.element, value) === undefined)
    return refused(`there is no option ${value}`);
  const payload = blockActions(world, { message, channel, user, found, value });
  return outcomeAnswer(await interact(world, message.appId, payload));
}

interface Target {
  readonly message: Message;
  readonly found: FoundElement;
}

function findTarget(
  world: World,
  channel: Channel,
  ts: string | undefined,
  actionId: string,
  blockId?: string,
) {
  const candidates =
    ts === undefined ? world.messages.inChannel(channel.id) : [world.messages.find(channel.id, ts)];
  for (let at = candidates.length - 1; at >= 0; at--) {
    const message = candidates[at];
    const found = message === undefined ? undefined : findElement(message, actionId, blockId);
    if (message !== undefined && found !== undefined) return { message, found } satisfies Target;
  }
  return undefined;
}

/** A person of the channel's workspace by id, name or e-mail; by default the one who looks at the page. */
export function findPerson(world: World, channel: Channel, who: string | undefined): User | undefined {
  if (who === undefined) return viewerOf(world, channel.teamId);
  return (
    world.users.get(who) ?? [...world.users.values()].find((user) => user.name === who || user.email === who)
  );
}

/** What an interaction came to, as the control plane tells it. */
export function outcomeAnswer(outcome: InteractionOutcome): ControlAnswer {
  const { acknowledged, status, body, error, tookMs } = outcome;
  const told = { status, body, tookMs: Math.round(tookMs * 10) / 10 };
  return acknowledged ? done(told) : { status: 200, body: { ok: false, error, ...told } };
}
