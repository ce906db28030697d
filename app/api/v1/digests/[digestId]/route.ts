import { wakeLanes } from "@/inngest/wake";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { deleteDigest, updateDigest } from "@/lib/digests/commands";
import { getDigest, listRounds } from "@/lib/digests/queries";
import { digestPatch } from "@/lib/digests/schema";
import { readInput } from "@/lib/json-input";

/** One digest, with the last times that it was told. */
export const GET = apiRoute<"digestId">({ scope: "read" }, async (_request, { scope, params }) => {
  const digest = await getDigest(scope, params.digestId);
  return Response.json({ ...digest, told: await listRounds(scope, digest.id) });
});

/** Changes what the body names. One that is switched off tells what it has gathered at once. */
export const PATCH = apiRoute<"digestId">({ scope: "config:write" }, async (request, { scope, params }) => {
  const now = new Date();
  const { wakes } = await updateDigest(scope, params.digestId, await readInput(request, digestPatch), now);
  await wakeLanes(wakes, now);
  return Response.json(await getDigest(scope, params.digestId));
});

/** Deletes it; what it has gathered is told at once. */
export const DELETE = apiRoute<"digestId">({ scope: "config:write" }, async (_request, { scope, params }) => {
  const { wakes } = await deleteDigest(scope, params.digestId);
  await wakeLanes(wakes, new Date());
  return new Response(null, { status: 204 });
});

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
