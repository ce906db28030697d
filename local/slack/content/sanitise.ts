import { isJsonObject, type Json, type JsonObject } from "@/local/slack/world/json";

const ampersand = /&(?!(?:amp|lt|gt);)/g;
const control = /<(?:https?:\/\/|mailto:|tel:|[@#!]|slack:\/\/)[^<>]*>/g;

/** Text as Slack stores it: `&`, `<` and `>` escaped wherever they are not an entity or a control sequence. */
export function sanitiseText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  let clean = "";
  let from = 0;
  for (const match of text.matchAll(control)) {
    clean += escapeStray(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return clean + escapeStray(text.slice(from));
}

function escapeStray(text: string): string {
  return text.replaceAll(ampersand, "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Gives every block a `block_id`, as Slack does, so that a click can name it. */
export function withBlockIds(blocks: readonly JsonObject[], newId: () => string): JsonObject[] {
  return blocks.map((block) =>
    typeof block.block_id === "string" ? block : { ...block, block_id: newId() },
  );
}

/** Blocks as the answer of a call echoes them: text objects with their defaults written out. */
export function withTextDefaults(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => withTextDefaults(one) ?? null);
  if (!isJsonObject(value)) return value;
  const inside = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTextDefaults(one)]));
  if (value.type === "mrkdwn") return { verbatim: false, ...inside };
  return value.type === "plain_text" ? { emoji: true, ...inside } : inside;
}
