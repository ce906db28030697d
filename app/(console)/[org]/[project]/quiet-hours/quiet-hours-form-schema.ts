import { z } from "zod";
import { listOf, ticked } from "@/lib/form";
import { quietHoursInput } from "@/lib/quiet-hours/schema";

/** Rows of hours that the form has. */
export const spanRows = 3;

const row = (place: number) => ({
  [`days${place}`]: listOf(z.string()),
  [`from${place}`]: z.string().default(""),
  [`until${place}`]: z.string().default(""),
});

const fields = z.object({
  quietHoursId: z.string().default(""),
  name: z.string().trim().min(1, "Enter a name."),
  appliesTo: z.string().default("project"),
  mode: z.string(),
  timeZone: z.string().default(""),
  holidays: z.string().default(""),
  enabled: ticked,
});
const rows = z.object(Object.assign({}, ...Array.from({ length: spanRows }, (_, place) => row(place))));

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

function spansOf(given: Record<string, unknown>) {
  return Array.from({ length: spanRows }, (_, place) => {
    const days = given[`days${place}`];
    return {
      days: Array.isArray(days) ? days.map(Number) : [],
      from: textOf(given[`from${place}`]),
      until: textOf(given[`until${place}`]),
    };
  }).filter(({ days }) => days.length > 0);
}

function targetOf(appliesTo: string) {
  const [kind, id = ""] = appliesTo.split(":");
  return { destinationId: kind === "destination" ? id : null, routeId: kind === "route" ? id : null };
}

/** Quiet hours as their form posts them. */
export const quietHoursForm = fields.and(rows).transform((given, context) => {
  const { quietHoursId, name, appliesTo, mode, timeZone, holidays, enabled } = given;
  const parsed = quietHoursInput.safeParse({
    ...{ name, enabled, ...targetOf(appliesTo) },
    hours: {
      mode,
      timeZone: timeZone === "" ? null : timeZone,
      spans: spansOf(given),
      holidays: holidays.split(/[\s,]+/).filter(Boolean),
    },
  });
  if (parsed.success) return { quietHoursId, input: parsed.data };
  for (const { path, message } of parsed.error.issues) {
    const [top, inner] = path;
    context.addIssue({ code: "custom", path: [top === "hours" ? (inner ?? "spans") : (top ?? "")], message });
  }
  return z.NEVER;
});
