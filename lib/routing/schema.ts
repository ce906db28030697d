import { z } from "zod";
import { ownerRoutings } from "@/db/enums";
import { playbookName } from "@/lib/playbook/name";
import { isEventTypePattern, withoutCovered } from "./event-type";
import { type Filter, parseFilter } from "./filter";

const maxEventTypes = 50;

const eventTypePattern = z
  .string()
  .refine(
    isEventTypePattern,
    "must be an event type such as invoice.paid, all of a kind such as invoice.*, or *",
  );

const eventTypes = z
  .array(eventTypePattern, "Choose which events.")
  .min(1, "Choose which events.")
  .max(maxEventTypes, `Name ${maxEventTypes} event types at most.`)
  .transform(withoutCovered);

const pathOf = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A filter from outside, or null for none. A defect is reported at its place in the tree. */
const filter = z.unknown().transform((value, context): Filter | null => {
  if (value === null || value === undefined) return null;
  const parsed = parseFilter(value);
  if (parsed.ok) return parsed.filter;
  context.addIssue({ code: "custom", message: parsed.message, path: pathOf(parsed.pointer) });
  return z.NEVER;
});

/** A filter that must be there. */
export const filterInput = z.unknown().transform((value, context): Filter => {
  const parsed = parseFilter(value);
  if (parsed.ok) return parsed.filter;
  context.addIssue({ code: "custom", message: parsed.message, path: pathOf(parsed.pointer) });
  return z.NEVER;
});

/** A user group of Slack, by the id that its page shows. */
export const mentionGroupId = z
  .string()
  .trim()
  .regex(/^S[A-Z0-9]{2,30}$/, "must be the id of a Slack user group, such as S0123ABC")
  .nullable();

/** A new route. */
export const routeInput = z.strictObject({
  name: playbookName,
  eventTypes,
  filter: filter.default(null),
  destinationId: z.string("Choose a destination.").min(1, "Choose a destination.").max(64),
  enabled: z.boolean().default(true),
  /** `none` and no group unless told otherwise. */
  ownerRouting: z.enum(ownerRoutings).optional(),
  mentionGroupId: mentionGroupId.optional(),
});
export type RouteInput = z.infer<typeof routeInput>;

/** What can be changed of a route; what is left out stays, and `filter: null` takes the filter away. */
export const routePatch = z.strictObject({
  name: playbookName.optional(),
  eventTypes: eventTypes.optional(),
  filter: filter.optional(),
  destinationId: routeInput.shape.destinationId.optional(),
  enabled: z.boolean().optional(),
  ownerRouting: z.enum(ownerRoutings).optional(),
  mentionGroupId: mentionGroupId.optional(),
});
export type RoutePatch = z.infer<typeof routePatch>;
