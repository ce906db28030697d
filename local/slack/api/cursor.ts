import { textArgument } from "@/local/slack/api/arguments";
import { type Refusal, refuse } from "@/local/slack/api/refusal";
import type { JsonObject } from "@/local/slack/world/json";

/** A stretch of a list, and the cursor of the next one; empty at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string;
}

/**
 * Cuts one page out of a list that is in a fixed order. `key` names an item in the cursor: the next page begins
 * after it, also when the list has changed meanwhile. Refuses a cursor that this list did not give.
 */
export function cutPage<Item>(
  values: JsonObject,
  list: readonly Item[],
  key: (item: Item) => string,
  usual = 100,
): Page<Item> | Refusal {
  const limit = Number(textArgument(values, "limit") ?? 0);
  if (!Number.isInteger(limit) || limit < 0 || limit >= 1000) return refuse("invalid_limit");
  const size = limit === 0 ? usual : limit;
  const cursor = textArgument(values, "cursor") ?? "";
  const from = cursor === "" ? 0 : startAt(list, key, cursor);
  if (from === undefined) return refuse("invalid_cursor");
  const items = list.slice(from, from + size);
  const next = list[from + size];
  return { items, nextCursor: next === undefined ? "" : encode(key(next)) };
}

function startAt<Item>(
  list: readonly Item[],
  key: (item: Item) => string,
  cursor: string,
): number | undefined {
  const wanted = /^[A-Za-z0-9+/]+={1,2}$/.test(cursor) ? Buffer.from(cursor, "base64").toString("utf8") : "";
  const name = /^next:\s*(\S+)\s*$/.exec(wanted)?.[1];
  const found = list.findIndex((item) => key(item) === name);
  return found === -1 ? undefined : found;
}

/** Slack's cursors end in `=`: the text is filled up until its base64 does. */
function encode(key: string): string {
  const text = `next:${key}`;
  return Buffer.from(text.length % 3 === 0 ? `${text} ` : text).toString("base64");
}
