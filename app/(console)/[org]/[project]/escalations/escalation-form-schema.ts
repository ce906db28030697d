import { z } from "zod";
import { escalationInput } from "@/lib/escalations/schema";
import { listOf, ticked } from "@/lib/form";

/** Most rows of steps that the form has. */
const stepRows = 5;

const rows = z.object(
  Object.assign(
    {},
    ...Array.from({ length: stepRows }, (_, place) => ({
      [`minutes${place}`]: z.string().default(""),
      [`destination${place}`]: z.string().default(""),
      [`person${place}`]: z.string().default(""),
      [`group${place}`]: z.string().trim().default(""),
      [`stepSeverities${place}`]: z.string().default(""),
    })),
  ),
);

const fields = z.object({
  escalationId: z.string().default(""),
  name: z.string().trim().min(1, "Enter a name."),
  severities: listOf(z.string()),
  eventTypes: z.string().default("*"),
  enabled: ticked,
});

const stepsOf = (given: Record<string, unknown>) =>
  Array.from({ length: stepRows }, (_, place) => {
    const [person, group, only] = ["person", "group", "stepSeverities"].map((name) =>
      String(given[`${name}${place}`] ?? ""),
    );
    return {
      afterMinutes: Number(given[`minutes${place}`]),
      destinationId: String(given[`destination${place}`] ?? ""),
      ...(person && { person }),
      ...(group && { mentionGroupId: group }),
      ...(only && { severities: only.split(",") }),
    };
  }).filter(({ destinationId }) => destinationId !== "");

/** An escalation as its form posts it. */
export const escalationForm = fields.and(rows).transform((given, context) => {
  const { escalationId, name, severities, eventTypes, enabled } = given;
  const types = eventTypes.split(/[\s,]+/).filter(Boolean);
  const parsed = escalationInput.safeParse({
    ...{ name, severities, enabled },
    eventTypes: types.length > 0 ? types : ["*"],
    steps: stepsOf(given),
  });
  if (parsed.success) return { escalationId, input: parsed.data };
  for (const { path, message } of parsed.error.issues)
    context.addIssue({ code: "custom", path: [path[0] ?? ""], message });
  return z.NEVER;
});
