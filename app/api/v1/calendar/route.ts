import { apiRoute, methodNotAllowed } from "@/lib/api";
import { putCalendarSettings } from "@/lib/calendar/commands";
import { getCalendarSettings } from "@/lib/calendar/queries";
import { calendarSettings } from "@/lib/calendar/schema";
import { readInput } from "@/lib/json-input";

/** What the project is reminded of by the calendar. */
export const GET = apiRoute({ scope: "read" }, async (_request, { scope }) =>
  Response.json(await getCalendarSettings(scope)),
);

/** Replaces it as a whole. */
export const PUT = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  await putCalendarSettings(scope, await readInput(request, calendarSettings), new Date());
  return Response.json(await getCalendarSettings(scope));
});

export const POST = methodNotAllowed("GET", "PUT");
export const PATCH = POST;
export const DELETE = POST;
