import { apiRoute, methodNotAllowed } from "@/lib/api";
import { deleteMute } from "@/lib/mutes/commands";
import { getMute } from "@/lib/mutes/queries";

/** One mute. */
export const GET = apiRoute<"muteId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getMute(scope, params.muteId)),
);

/** Ends a mute before its time. */
export const DELETE = apiRoute<"muteId">({ scope: "config:write" }, async (_request, { scope, params }) => {
  await deleteMute(scope, params.muteId);
  return new Response(null, { status: 204 });
});

export const POST = methodNotAllowed("GET", "DELETE");
export const PUT = POST;
export const PATCH = POST;
