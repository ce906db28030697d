import { z } from "zod";

/** Where a page of the picker ended: public channels first, each part by name. */
export type ChannelCursor = { isPrivate: boolean; name: string; id: string };

const parts = z.tuple([z.boolean(), z.string().max(200), z.string().max(40)]);

/** The cursor as an address carries it. */
export function writeCursor({ isPrivate, name, id }: ChannelCursor): string {
  return JSON.stringify([isPrivate, name, id]);
}

/** Reads a cursor back; undefined for anything that is none. */
export function readCursor(text: string | undefined): ChannelCursor | undefined {
  if (text === undefined || !text.startsWith("[")) return undefined;
  try {
    const [isPrivate, name, id] = parts.parse(JSON.parse(text));
    return { isPrivate, name, id };
  } catch {
    return undefined;
  }
}
