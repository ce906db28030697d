import { z } from "zod";
import { notificationStates, severities } from "@/db/enums";
import { brandInput } from "@/lib/brands/schema";
import { destinationPatch, newDestination } from "@/lib/destinations/schema";
import { batchLimit, eventEnvelopeSchema } from "@/lib/events/schema";
import { routeInput, routePatch } from "@/lib/routing/schema";
import {
  templateErrorSchema,
  templateInput,
  templatePatch,
  templatePreviewInput,
  templateShape,
} from "@/lib/templates/schema";
import { actionSchemas } from "./action-schemas";
import { caseSchemas } from "./case-schemas";
import { customerSchemas } from "./customer-schemas";
import { ruleSchemas } from "./rule-schemas";
import { sourceSchemas } from "./source-schemas";
import { timeSchemas } from "./time-schemas";
import { webhookSchemas } from "./webhook-schemas";

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

const rejected = z.object({
  id: z.string(),
  receivedAt: instant,
  source: z.string(),
  sourceId: nullable(z.string()),
  externalId: nullable(z.string()),
  type: nullable(z.string()),
  code: z.string(),
  pointer: z.string(),
  message: z.string(),
});

const verdict = z.enum(["send", "suppress", "skip"]);
const routeWord = { routeId: z.string(), routeName: z.string(), destinationName: z.string() };

/** What `GET /api/v1/events/{eventId}` says. */
const explanation = z.looseObject({
  ...event.shape,
  isDecided: z.boolean(),
  answer: z.object({
    headline: z.string(),
    lines: z.array(z.object({ tone: z.string(), text: z.string(), notificationId: nullable(z.string()) })),
  }),
  decisions: z.array(z.looseObject({ ...routeWord, verdict, reason, checks: z.array(z.looseObject({})) })),
  omitted: z.int(),
  notifications: z.array(
    z.looseObject({
      id: z.string(),
      tries: z.array(z.looseObject({ number: z.int(), outcome: z.string() })),
    }),
  ),
  now: nullable(
    z.object({
      differences: z.array(
        z.object({
          ...routeWord,
          before: z.enum([...verdict.options, "absent"]),
          now: z.enum([...verdict.options, "absent"]),
          text: z.string(),
        }),
      ),
    }),
  ),
  payloadDeletedAt: nullable(instant),
});

const eventType = z.looseObject({
  type: z.string(),
  label: z.string(),
  family: z.string(),
  description: z.string(),
  severity: z.enum(severities),
  joinsCases: z.boolean(),
  feeds: z.array(z.string()),
  fields: z.array(z.object({ name: z.string(), takes: z.string() })),
  sample: eventEnvelopeSchema,
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

const template = z.looseObject({
  id: z.string(),
  eventType: z.string(),
  enabled: z.boolean(),
  body: templateShape,
  revision: z.int(),
  lastError: nullable(templateErrorSchema),
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
  EventTypes: z.object({ eventTypes: z.array(eventType) }),
  EventExplanation: explanation,
  Rejected: z.object({ ...rejected.shape, body: z.string(), fix: z.string() }),
  RejectedPage: page("rejected", rejected),
  NotificationPage: page("notifications", notification),
  Notification: notification,
  Accepted: z.object({ id: z.string(), state: z.literal("pending") }),
  NewDestination: newDestination,
  DestinationPatch: destinationPatch,
  Destination: destination,
  MadeDestination: z.looseObject({
    ...destination.shape,
    warnings: z.array(z.object({ code: z.string(), message: z.string() })).optional(),
    /** Of a webhook, answered this once. */
    signingSecret: z.string().optional(),
  }),
  DestinationPage: page("destinations", destination),
  NewRoute: routeInput,
  RoutePatch: routePatch,
  Route: route,
  RoutePage: page("routes", route),
  PreviewInput: z.object({ event: eventEnvelopeSchema }),
  Preview: z.looseObject({}),
  ...sourceSchemas,
  ...webhookSchemas,
  ...actionSchemas,
  ...caseSchemas,
  ...timeSchemas,
  ...ruleSchemas,
  NewTemplate: templateInput,
  TemplatePatch: templatePatch,
  Template: template,
  TemplatePage: page("templates", template),
  TemplatePreviewInput: templatePreviewInput,
  TemplatePreview: z.looseObject({
    errors: z.array(z.object({ pointer: z.string(), line: z.int(), column: z.int(), message: z.string() })),
    fault: nullable(z.string()),
  }),
  Brand: brandInput,
} satisfies Record<string, z.ZodType>;

export type SchemaName = keyof typeof schemas;
