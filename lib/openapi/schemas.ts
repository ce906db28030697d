import { z } from "zod";
import { notificationStates } from "@/db/enums";
import { destinationPatch, newDestination } from "@/lib/destinations/schema";
import { batchLimit, eventEnvelopeSchema } from "@/lib/events/schema";
import { routeInput, routePatch } from "@/lib/routing/schema";
import { customerSchemas } from "./customer-schemas";

const instant = z.iso.datetime();
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
});

const eventAnswer = z.object({
  id: z.string().optional(),
  externalId: nullable(z.string()),
  status: z.enum(["accepted", "duplicate", "rejected"]),
  bodyDiffers: z.literal(true).optional(),
  error: z.object({ code: z.string(), pointer: z.string(), message: z.string() }).optional(),
});

const reason = z.looseObject({ code: z.string(), text: z.string() });

const notification = z.looseObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(notificationStates),
  text: z.string(),
  reason,
  eventId: nullable(z.string()),
  eventType: z.string(),
  destinationId: z.string(),
  attempts: z.union([z.int(), z.array(z.looseObject({ number: z.int(), outcome: z.string() }))]),
  possiblyDuplicated: z.boolean(),
  createdAt: instant,
  settledAt: nullable(instant),
});

const event = z.looseObject({
  id: z.string(),
  externalId: z.string(),
  type: z.string(),
  environment: z.string(),
  occurredAt: instant,
  receivedAt: instant,
  decidedAt: nullable(instant),
});

const destination = z.looseObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  target: z.string(),
});
const route = z.looseObject({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  eventTypes: z.array(z.string()),
  destinationId: z.string(),
});

const page = <Name extends string>(name: Name, item: z.ZodType) =>
  z.object({ [name]: z.array(item), nextCursor: nullable(z.string()), hasMore: z.boolean() });

/** Every body that goes in or out, by the name it has in the document. What goes in is what validates. */
export const schemas = {
  ...customerSchemas,
  Problem: problem,
  Event: eventEnvelopeSchema,
  EventBatch: z.object({ events: z.array(eventEnvelopeSchema).min(1).max(batchLimit) }),
  EventAnswers: z.object({
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.int(),
    events: z.array(eventAnswer),
  }),
  EventPage: page("events", event),
  EventExplanation: z.looseObject({
    ...event.shape,
    isDecided: z.boolean(),
    decisions: z.array(z.looseObject({ verdict: z.string(), reason })),
  }),
  NotificationPage: page("notifications", notification),
  Notification: notification,
  Accepted: z.object({ id: z.string(), state: z.literal("pending") }),
  NewDestination: newDestination,
  DestinationPatch: destinationPatch,
  Destination: destination,
  DestinationPage: page("destinations", destination),
  NewRoute: routeInput,
  RoutePatch: routePatch,
  Route: route,
  RoutePage: page("routes", route),
  PreviewInput: z.object({ event: eventEnvelopeSchema }),
  Preview: z.looseObject({}),
} satisfies Record<string, z.ZodType>;

export type SchemaName = keyof typeof schemas;
