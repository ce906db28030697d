import { apiRoute, methodNotAllowed } from "@/lib/api";
import { describeTopics } from "@/lib/webhooks/samples";

/** What of Bellwire itself a webhook can be told, each with the schema of its data and an example. */
export const GET = apiRoute({ scope: "read" }, async () => Response.json({ topics: describeTopics() }));

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
