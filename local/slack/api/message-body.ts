import { withTextDefaults } from "@/local/slack/content/sanitise";
import type { JsonObject } from "@/local/slack/world/json";
import type { Message } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

/** A message as Slack echoes it in answers, in events and in the payload of a click. */
export function messageBody(world: World, message: Message): JsonObject {
  const app = world.apps.get(message.appId);
  return {
    ...(message.userId === null ? { subtype: "bot_message" } : { user: message.userId }),
    type: "message",
    ts: message.ts,
    bot_id: message.botId,
    app_id: message.appId,
    text: message.text,
    team: message.teamId,
    ...(message.username === app?.name ? {} : { username: message.username }),
    bot_profile: {
      id: message.botId,
      app_id: message.appId,
      name: app?.name ?? message.username,
      icons: { image_36: `${world.origin}/client/app-icon.svg` },
      deleted: false,
      updated: 1_767_225_600,
      team_id: message.teamId,
    },
    ...(message.blocks.length === 0 ? {} : { blocks: withTextDefaults(message.blocks) }),
    ...(message.attachments.length === 0 ? {} : { attachments: numbered(message.attachments) }),
    ...(message.metadata === null ? {} : { metadata: message.metadata }),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.broadcast ? { subtype: "thread_broadcast" } : {}),
    ...(message.editedTs === null ? {} : { edited: { user: message.userId, ts: message.editedTs } }),
  };
}

function numbered(attachments: readonly JsonObject[]): JsonObject[] {
  return attachments.map((attachment, position) => ({
    id: position + 1,
    fallback: "[no preview available]",
    ...attachment,
  }));
}
