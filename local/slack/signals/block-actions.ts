import { messageBody } from "@/local/slack/api/message-body";
import { type FoundElement, findOption } from "@/local/slack/signals/find-element";
import { sentTs } from "@/local/slack/signals/signature";
import type { Channel, User } from "@/local/slack/world/directory-records";
import type { JsonObject } from "@/local/slack/world/json";
import type { Message } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

/** A person's click on an element of a message. */
export interface Click {
  readonly message: Message;
  readonly channel: Channel;
  readonly user: User;
  readonly found: FoundElement;
  /** The option chosen in a select or a menu; a date, a person, a channel in a picker. */
  readonly value: string | undefined;
}

/** The `block_actions` payload of a click, with a fresh `trigger_id` and `response_url`. */
export function blockActions(world: World, click: Click): JsonObject {
  const { message, channel, user } = click;
  const team = world.teams.get(channel.teamId);
  const enterprise = world.enterprises.get(team?.enterpriseId ?? "");
  const installed = [...world.installations.values()].find(
    (one) => one.appId === message.appId && one.state === "active",
  );
  return {
    type: "block_actions",
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: message.appId,
    token: "simulated-verification-token",
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralFor !== null,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: issueTrigger(world, click),
    team: { id: channel.teamId, domain: team?.domain ?? "" },
    enterprise: enterprise === undefined ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: installed?.orgWide ?? false,
    channel: { id: channel.id, name: channel.kind === "im" ? "directmessage" : channel.name },
    message: messageBody(world, message),
    state: { values: {} },
    response_url: issueResponseUrl(world, click),
    actions: [action(world, click)],
  };
}

function action(world: World, { found, value }: Click): JsonObject {
  const { element, blockId } = found;
  const base = {
    type: element.type,
    action_id: element.action_id,
    block_id: blockId,
    action_ts: sentTs(world),
  };
  switch (element.type) {
    case "static_select":
    case "overflow":
    case "radio_buttons":
      return { ...base, placeholder: element.placeholder, selected_option: findOption(element, value) };
    case "checkboxes": {
      const option = findOption(element, value);
      return { ...base, selected_options: option === undefined ? [] : [option] };
    }
    case "datepicker":
      return { ...base, selected_date: value };
    case "users_select":
      return { ...base, selected_user: value };
    case "channels_select":
      return { ...base, selected_channel: value };
    case "conversations_select":
      return { ...base, selected_conversation: value };
    default:
      return { ...base, text: element.text, value: element.value, style: element.style, url: element.url };
  }
}

function issueTrigger(world: World, { message, channel, user }: Click): string {
  const id = `${world.mint.digits()}.${world.mint.digits()}.${world.mint.secret(32).toLowerCase()}`;
  world.triggers.set(id, {
    issuedAt: world.clock.now(),
    appId: message.appId,
    teamId: channel.teamId,
    userId: user.id,
    channelId: channel.id,
    used: false,
  });
  return id;
}

function issueResponseUrl(world: World, { message, channel, user }: Click): string {
  const path = `/actions/${channel.teamId}/${world.mint.digits()}/${world.mint.secret(24)}`;
  world.responseUrls.set(path, {
    path,
    channelId: channel.id,
    messageTs: message.ts,
    userId: user.id,
    appId: message.appId,
    issuedAt: world.clock.now(),
    uses: 0,
  });
  return world.origin + path;
}
