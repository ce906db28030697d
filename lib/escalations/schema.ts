import { z } from "zod";
import { severities } from "@/db/enums";
import { playbookName } from "@/lib/playbook/name";
import { isEventTypePattern } from "@/lib/routing/event-type";
import { mentionGroupId } from "@/lib/routing/schema";

/** Who may be told by name in place of a destination: whoever looks after the customer, or whoever they answer to. */
const escalationPeople = ["owner", "manager"] as const;

const step = z.strictObject({
  /** How long nobody has acknowledged it, since it was told or since the step before. */
  afterMinutes: z
    .number("Enter minutes.")
    .int("Enter whole minutes.")
    .min(1, "One minute at least.")
    .max(10_080, "Seven days at most."),
  destinationId: z.string("Choose a destination.").min(1, "Choose a destination.").max(64),
  /** Told directly in the destination's workspace instead; where they are not found, the destination is told. */
  person: z.enum(escalationPeople).optional(),
  /** Named at the head of what the destination is told. */
  mentionGroupId: mentionGroupId.optional(),
  /** Taken only while the case is as grave as one of these; whatever its severity when left out. */
  severities: z.array(z.enum(severities)).min(1).optional(),
});

/** Which cases climb, and where to. */
export const escalationDefinition = z.strictObject({
  severities: z
    .array(z.enum(severities))
    .min(1, "Choose at least one severity.")
    .default(["critical"])
    .transform((chosen) => severities.filter((severity) => chosen.includes(severity))),
  /** Of the event that says how the case stands. */
  eventTypes: z
    .array(
      z
        .string()
        .max(128)
        .refine(isEventTypePattern, "must be an event type such as payment.failed, payment.* or *"),
    )
    .min(1)
    .max(50)
    .default(["*"]),
  steps: z.array(step).min(1, "Name at least one step.").max(5, "Use five steps at most."),
});
export type EscalationDefinition = z.infer<typeof escalationDefinition>;

export const escalationInput = escalationDefinition.extend({
  name: playbookName,
  enabled: z.boolean().default(true),
});
export type EscalationInput = z.infer<typeof escalationInput>;

/** Every key that is left out stays as it is. */
export const escalationPatch = z.strictObject({
  name: playbookName.optional(),
  enabled: z.boolean().optional(),
  severities: z.array(z.enum(severities)).min(1).optional(),
  eventTypes: z
    .array(z.string().max(128).refine(isEventTypePattern, "must be an event type"))
    .min(1)
    .max(50)
    .optional(),
  steps: z.array(step).min(1).max(5).optional(),
});
export type EscalationPatch = z.infer<typeof escalationPatch>;
