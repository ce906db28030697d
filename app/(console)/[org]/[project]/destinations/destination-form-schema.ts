import { z } from "zod";
import { webhookDestinationInput } from "@/lib/destinations/schema";
import { listOf, ticked } from "@/lib/form";
import { routeInput } from "@/lib/routing/schema";

/** A destination's name, as its form posts it. */
export const nameInput = webhookDestinationInput.shape.name;

/** What the forms of all kinds of destinations post. */
export const destinationShape = {
  name: nameInput,
  eventTypes: listOf(z.string()),
  ownTypes: z.string().default(""),
  acceptsSandbox: ticked,
  /** The button that was pressed. */
  followUp: z.enum(["test", "nothing"]).catch("nothing"),
};

type Chosen = { eventTypes: string[]; ownTypes: string };

/** The event types that were chosen: every one, or those of the catalog and of the sender's own. None is fine: a route can be made later. */
export function typesOf({ eventTypes, ownTypes }: Chosen): string[] {
  if (eventTypes.includes("*")) return ["*"];
  return [...eventTypes, ...ownTypes.split(/[\s,]+/).filter(Boolean)];
}

/** Complains about types that no route could take. */
export function checkTypes(chosen: Chosen, context: z.RefinementCtx): void {
  const types = typesOf(chosen);
  if (types.length === 0) return;
  const parsed = routeInput.shape.eventTypes.safeParse(types);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const [index] = path;
    const type = typeof index === "number" ? `“${types[index]}” ` : "";
    context.addIssue({ code: "custom", path: ["eventTypes"], message: `${type}${message}` });
  }
}
