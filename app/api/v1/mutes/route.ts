import { after } from "next/server";
import { z } from "zod";
import { wakeLanes } from "@/inngest/wake";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { maxPage } from "@/lib/events/queries";
import { readInput } from "@/lib/json-input";
import { createMute } from "@/lib/mutes/commands";
import { getMute, listMutes } from "@/lib/mutes/queries";
import { muteEnd, muteInput } from "@/lib/mutes/schema";
import { parseQuery } from "@/lib/page-query";

const listQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\w{1,64}$/, "is not an id of ours")
    .optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  customer: z.string().max(255).optional(),
});

/** The project's mutes that have not ended, newest first. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { customer, ...query } = parseQuery(request, listQuery);
  const { items, nextCursor } = await listMutes(scope, { ...query, customerId: customer }, new Date());
  return Response.json({ mutes: items, nextCursor, hasMore: nextCursor !== null });
});

/** Keeps what it names from being told until its end. The same again moves the end. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const now = new Date();
  const { until, ...mute } = await readInput(request, muteInput);
  const { id, wakes } = await createMute(scope, { ...mute, until: muteEnd(until, now) }, now);
  after(wakeLanes(wakes, now));
  const headers = { location: `/api/v1/mutes/${id}` };
  return Response.json(await getMute(scope, id), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
