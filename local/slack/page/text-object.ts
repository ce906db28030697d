import { renderMrkdwn } from "@/local/slack/page/mrkdwn";
import { renderPlain } from "@/local/slack/page/plain-text";
import { type JsonObject, objectAt, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** A text object as HTML, by its own type. */
export function renderTextObject(world: World, object: JsonObject | undefined): string {
  if (object === undefined) return "";
  const text = stringAt(object, "text") ?? "";
  if (object.type === "mrkdwn") return renderMrkdwn(world, text, object.verbatim === true);
  return renderPlain(text, object.emoji !== false);
}

/** The text object under a key, as HTML. */
export function renderTextAt(world: World, object: JsonObject, key: string): string {
  return renderTextObject(world, objectAt(object, key));
}

/** The bare text of the text object under a key. */
export function bareTextAt(object: JsonObject, key: string): string {
  const inside = objectAt(object, key);
  return inside === undefined ? "" : (stringAt(inside, "text") ?? "");
}
