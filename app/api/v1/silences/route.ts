import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { maxPage } from "@/lib/events/queries";
import { listMutes } from "@/lib/mutes/queries";
import { parseQuery } from "@/lib/page-query";
import { listCooldowns } from "@/lib/silences/cooldowns/queries";
import type { PageOf } from "@/lib/silences/page-of";
import { listHolding, listSwitchedOff } from "@/lib/silences/queries";
import { listSnoozes } from "@/lib/silences/snoozes/queries";

const cursor = z.string().max(500).optional();
const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  mutesCursor: cursor,
  snoozesCursor: cursor,
  cooldownsCursor: cursor,
});

const listed = <Item>({ items, nextCursor }: PageOf<Item>) => ({
  items,
  nextCursor,
  hasMore: nextCursor !== null,
});

/** All that keeps something from being told just now, until when, and who asked for it. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { limit, mutesCursor, snoozesCursor, cooldownsCursor } = parseQuery(request, query);
  const now = new Date();
  const [mutes, snoozes, cooldowns, quietHours, switchedOff] = await Promise.all([
    listMutes(scope, { cursor: mutesCursor, limit }, now),
    listSnoozes(scope, { cursor: snoozesCursor, limit }, now),
    listCooldowns(scope, { cursor: cooldownsCursor, limit }, now),
    listHolding(scope, now),
    listSwitchedOff(scope),
  ]);
  return Response.json({
    mutes: listed(mutes),
    snoozes: listed(snoozes),
    cooldowns: listed(cooldowns),
    quietHours,
    switchedOff,
  });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
