import { apiRoute, methodNotAllowed } from "@/lib/api";
import { acceptingSettings, environmentFor } from "@/lib/customers/queries";
import { getMeter, sumWindows } from "@/lib/meters/queries";
import { seriesQuery } from "@/lib/meters/schema";
import { seriesWindows } from "@/lib/meters/stretch";
import { parseQuery } from "@/lib/page-query";

/** What a meter comes to by hour, day, week, month or quarter of the project's calendar, for one customer or for all. */
export const GET = apiRoute<"meterName">({ scope: "read" }, async (request, { scope, params }) => {
  const { customer, environment: asked, ...query } = parseQuery(request, seriesQuery);
  const environment = environmentFor(scope, asked);
  const [{ name, unit }, { timeZone }] = await Promise.all([
    getMeter(scope, environment, params.meterName),
    acceptingSettings(scope),
  ]);
  const windows = seriesWindows(query, timeZone, new Date());
  const customerId = customer ?? null;
  const values = await sumWindows(scope, { environment, meter: name, customerId, windows });
  const series = windows.map(({ start, end }, index) => ({
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    ...values[index],
  }));
  return Response.json({ meter: name, unit, customer: customerId, by: query.by, timeZone, series });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
