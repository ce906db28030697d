import { z } from "zod";
import { digestInput } from "@/lib/digests/schema";
import { listOf, ticked } from "@/lib/form";

const fields = z.object({
  digestId: z.string().default(""),
  name: z.string().trim().min(1, "Enter a name."),
  template: z.string(),
  destinationId: z.string(),
  collects: z.string(),
  routeIds: listOf(z.string()),
  every: z.string(),
  at: z.string().default("09:00"),
  minute: z.coerce.number().default(0),
  weekday: z.coerce.number().default(1),
  day: z.string().default("1"),
  timeZone: z.string().default(""),
  sendEmpty: ticked,
  enabled: ticked,
});

function cadenceOf({ every, at, minute, weekday, day }: z.infer<typeof fields>) {
  const byEvery: Record<string, object> = {
    hour: { every, minute },
    week: { every, weekday, at },
    month: { every, day: day === "last" ? day : Number(day), at },
  };
  return byEvery[every] ?? { every: "day", at };
}

/** A digest as its form posts it. */
export const digestForm = fields.transform((given, context) => {
  const { digestId, name, template, destinationId, collects, routeIds, timeZone, sendEmpty, enabled } = given;
  const parsed = digestInput.safeParse({
    ...{ name, template, destinationId, collects, sendEmpty, enabled },
    routeIds: collects === "routes" ? routeIds : [],
    cadence: cadenceOf(given),
    timeZone: timeZone === "" ? null : timeZone,
  });
  if (parsed.success) return { digestId, input: parsed.data };
  for (const { path, message } of parsed.error.issues) {
    // The parts of a cadence are fields of their own.
    context.addIssue({
      code: "custom",
      path: path[0] === "cadence" ? [path[1] ?? "every"] : [path[0] ?? ""],
      message,
    });
  }
  return z.NEVER;
});
