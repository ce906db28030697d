import { z } from "zod";
import { ownerRoutings } from "@/db/enums";
import { listOf, ticked } from "@/lib/form";
import { parseFilter } from "@/lib/routing/filter";
import { routeInput } from "@/lib/routing/schema";

/** "Condition 2: " for a defect in the second line of the builder; nothing for one that is nowhere in particular. */
function placeOf(pointer: string): string {
  const index = /^\/(?:all|any)\/(\d+)/.exec(pointer)?.[1];
  const part = pointer.endsWith("/field") ? "the field " : pointer.endsWith("/value") ? "the value " : "";
  return index === undefined ? "The filter " : `Condition ${Number(index) + 1}: ${part}`;
}

const filterText = z.string().transform((text, context) => {
  if (text.trim() === "") return null;
  try {
    const given: unknown = JSON.parse(text);
    const parsed = parseFilter(given);
    if (parsed.ok) return parsed.filter;
    context.addIssue({ code: "custom", message: `${placeOf(parsed.pointer)}${parsed.message}.` });
  } catch {
    context.addIssue({ code: "custom", message: "This is not JSON." });
  }
  return z.NEVER;
});

/** A route as its form posts it: ticked types, own types as text, the filter as JSON. */
export const routeForm = z
  .object({
    routeId: z.string().default(""),
    name: z.string().trim().min(1, "Enter a name."),
    destinationId: z.string(),
    eventTypes: listOf(z.string()),
    ownTypes: z.string().default(""),
    filter: filterText.default(null),
    enabled: ticked,
    ownerRouting: z.enum(ownerRoutings).default("none"),
    mentionGroupId: z
      .string()
      .default("")
      .transform((text) => text.trim() || null),
  })
  .transform(({ routeId, ownTypes, eventTypes, ...rest }) => {
    const own = ownTypes.split(/[\s,]+/).filter(Boolean);
    return {
      routeId,
      input: { ...rest, eventTypes: eventTypes.includes("*") ? ["*"] : [...eventTypes, ...own] },
    };
  })
  .superRefine(({ input }, context) => {
    const parsed = routeInput.safeParse(input);
    for (const { path, message } of parsed.error?.issues ?? []) {
      const [field = "", index] = path;
      const type = field === "eventTypes" && typeof index === "number" ? `“${input.eventTypes[index]}” ` : "";
      const text =
        input.eventTypes.length === 0 && field === "eventTypes"
          ? "Choose at least one event type."
          : `${type}${message}`;
      context.addIssue({ code: "custom", path: [field], message: text });
    }
  });
