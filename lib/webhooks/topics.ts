import { z } from "zod";
import { destinationKinds, environments, notificationKinds, severities } from "@/db/enums";

/** How something came to be done by hand. */
export const actionDoors = ["slack", "email", "console", "api"] as const;

const id = z.string();
const instant = z.iso.datetime();
const named = z.object({ id, name: z.string() });

const caseFacts = z.object({
  id,
  /** What it is about, such as `invoice:in_1042`. */
  key: z.string(),
  state: z.enum(["open", "resolved"]),
  severity: z.enum(severities),
  text: z.string(),
  customer: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
});

const notificationFacts = z.object({
  notification: z.object({
    id,
    kind: z.enum(notificationKinds),
    severity: z.enum(severities),
    text: z.string(),
    eventId: id.nullable(),
    eventType: z.string(),
    customerId: z.string().nullable(),
    caseId: id.nullable(),
    attempts: z.int(),
    createdAt: instant,
  }),
  destination: z.object({ id, name: z.string(), kind: z.enum(destinationKinds) }),
  route: named.nullable(),
  /** Why it failed; null when it was sent. */
  error: z.object({ code: z.string(), detail: z.string().nullable() }).nullable(),
});

/** Who did it: a person by name, and where they did it. */
const actor = z.object({
  name: z.string(),
  via: z.enum(actionDoors),
  slackUserId: z.string().nullable().optional(),
});

const action = z.object({ case: caseFacts, by: actor });

/** Everything that happens in Bellwire itself and that a webhook can be told of (AMB-31). */
export const topics = [
  "notification.sent",
  "notification.failed",
  "case.opened",
  "case.resolved",
  "action.acknowledged",
  "action.snoozed",
  "action.assigned",
  "action.resolved",
  "action.muted",
  "action.voted",
  "approval.decided",
  "destination.disabled",
] as const;
export type Topic = (typeof topics)[number];

/** What each topic says, under `data`. */
export const topicSchemas = {
  "notification.sent": notificationFacts,
  "notification.failed": notificationFacts,
  "case.opened": z.object({ case: caseFacts }),
  "case.resolved": z.object({ case: caseFacts }),
  "action.acknowledged": action.extend({ isUndone: z.boolean() }),
  "action.snoozed": action.extend({ until: instant.nullable() }),
  "action.assigned": action.extend({ to: z.string().nullable() }),
  "action.resolved": action,
  "action.muted": z.object({
    customer: z.object({ id: z.string(), name: z.string().nullable() }),
    eventType: z.string().nullable(),
    until: instant.nullable(),
    by: actor,
  }),
  "action.voted": z.object({
    notificationId: id,
    eventType: z.string(),
    vote: z.enum(["useful", "noise"]).nullable(),
    by: actor,
  }),
  "approval.decided": z.object({
    approval: z.object({ id: z.string(), subject: z.string(), environment: z.enum(environments) }),
    decision: z.enum(["approved", "declined"]),
    case: caseFacts,
    event: z.object({ id, externalId: z.string(), type: z.string() }).nullable(),
    by: actor,
  }),
  "destination.disabled": z.object({
    destination: z.object({ id, name: z.string(), kind: z.enum(destinationKinds) }),
    error: z.object({ code: z.string(), message: z.string(), fix: z.string() }),
  }),
} as const satisfies Record<Topic, z.ZodType>;
export type TopicData<Name extends Topic> = z.infer<(typeof topicSchemas)[Name]>;

export const isTopic = (text: string): text is Topic => Object.hasOwn(topicSchemas, text);

/** A name for each topic, for people. */
export const topicLabels = {
  "notification.sent": "A notification was sent",
  "notification.failed": "A notification could not be delivered",
  "case.opened": "A case was opened, or opened again",
  "case.resolved": "A case was resolved",
  "action.acknowledged": "Somebody acknowledged a case",
  "action.snoozed": "Somebody snoozed a case",
  "action.assigned": "Somebody assigned a case",
  "action.resolved": "Somebody resolved a case by hand",
  "action.muted": "Somebody muted a customer's messages",
  "action.voted": "Somebody called a message useful or noise",
  "approval.decided": "Somebody approved or declined a request",
  "destination.disabled": "A destination was found broken",
} as const satisfies Record<Topic, string>;

/** One signal, before it is known who wants to be told of it. */
export type Signal<Name extends Topic = Topic> = {
  [Each in Name]: {
    topic: Each;
    /** What makes it one: the same key is told to the same webhook once, whatever is retried. */
    key: string;
    environment: (typeof environments)[number];
    severity: (typeof severities)[number];
    /** Who, what and how much, as one plain sentence. */
    text: string;
    customerId: string | null;
    occurredAt: Date;
    data: TopicData<Each>;
  };
}[Name];
