import { apiRoute, methodNotAllowed } from "@/lib/api";
import { eventTypes } from "@/lib/events/event-types";

/** The catalog: every built-in event type with its fields and a sample. */
export const GET = apiRoute({ scope: "read" }, async () => Response.json({ eventTypes }));

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
