import { z } from "zod";
import type { Matter } from "@/lib/destinations/transport";
import type { ContentType } from "@/lib/destinations/webhook-config";
import { findEventType } from "@/lib/events/catalog";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import { bodyOf, defectOfBody, type TemplateDefect } from "./body";
import { payloadOf, type Told } from "./payload";
import { isTopic, type Topic, type TopicData, topicLabels, topicSchemas, topics } from "./topics";

const at = "2026-11-21T09:00:00.000Z";
const story = {
  id: "cas_01kag8xsc5q8m1r6v4n2t0y7wz",
  key: "invoice:in_1042",
  state: "open",
  severity: "critical",
  text: "Payment failed: Acme $4,200",
  customer: { id: "cus_acme", name: "Acme" },
} as const;
const destination = {
  id: "dst_01kag8xsc5b3d7f1h5k9m2q6sz",
  name: "Billing alerts",
  kind: "slack_channel",
} as const;
const notification = {
  notification: {
    id: "ntf_01kag8xsc5c4e8g2j6m0p3r7tz",
    kind: "event",
    severity: "critical",
    text: "Payment failed: Acme $4,200",
    eventId: "evt_01kag8xsc5d5f9h3k7n1q4s8vz",
    eventType: "payment.failed",
    customerId: "cus_acme",
    caseId: story.id,
    attempts: 1,
    createdAt: at,
  },
  destination,
  route: { id: "rte_01kag8xsc5e6g0j4m8p2r5t9wz", name: "Everything that costs money" },
} as const;
const by = { name: "Kim Ono", via: "slack", slackUserId: "U0123KIM" } as const;

/** An example of what each topic says. */
const samples: { [Name in Topic]: TopicData<Name> } = {
  "notification.sent": { ...notification, error: null },
  "notification.failed": {
    ...notification,
    error: { code: "invalid_blocks", detail: "Slack did not take the layout." },
  },
  "case.opened": { case: story },
  "case.resolved": { case: { ...story, state: "resolved", severity: "good", text: "Acme paid $4,200" } },
  "action.acknowledged": { case: story, by, isUndone: false },
  "action.snoozed": { case: story, by, until: "2026-11-22T09:00:00.000Z" },
  "action.assigned": { case: story, by, to: "Kim Ono" },
  "action.resolved": { case: { ...story, state: "resolved" }, by },
  "action.muted": {
    customer: { id: "cus_acme", name: "Acme" },
    eventType: null,
    until: "2026-11-28T09:00:00.000Z",
    by,
  },
  "action.voted": {
    notificationId: notification.notification.id,
    eventType: "payment.failed",
    vote: "useful",
    by,
  },
  "approval.decided": {
    approval: { id: "apr_77", subject: "Invoice in_1042 for Acme", environment: "production" },
    decision: "approved",
    case: { ...story, key: "approval:apr_77", state: "resolved" },
    event: { id: "evt_01kag8xsc5d5f9h3k7n1q4s8vz", externalId: "apr_77", type: "approval.requested" },
    by,
  },
  "destination.disabled": {
    destination,
    error: {
      code: "is_archived",
      message: "The channel is archived.",
      fix: "Unarchive it in Slack, or choose another channel.",
    },
  },
};

const severityOf = (topic: Topic): Message["severity"] =>
  topic === "notification.failed" || topic === "destination.disabled" ? "critical" : "info";

/** A topic's example, as a stored signal looks. */
function signalMessage(topic: Topic, occurredAt: Date): Message {
  const text = topicLabels[topic];
  const signal = z.record(z.string(), z.json()).parse(samples[topic]);
  return {
    version: 1,
    layout: "standard",
    severity: severityOf(topic),
    emoji: ":satellite_antenna:",
    color: "#667085",
    text,
    headline: [{ kind: "text", text }],
    fields: [],
    links: [],
    environment: "production",
    isTest: false,
    eventType: topic,
    reference: "sample",
    occurredAt: Math.floor(occurredAt.getTime() / 1_000),
    signal,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The example of an event type, or of a topic, ready to be sent. */
export function toldSample(type: string, now: Date): Told {
  const notificationId = notification.notification.id;
  if (isTopic(type)) return { notificationId, message: signalMessage(type, now) };
  const sample = findEventType(type)?.sample;
  const customer = isRecord(sample?.customer) ? sample.customer : { id: "cus_acme", name: "Acme" };
  const data = isRecord(sample?.data) ? sample.data : {};
  const event = {
    type,
    externalId: sample?.id ?? "sample_1",
    occurredAt: now,
    environment: "production",
    customer,
    data,
  } as const;
  const matter: Matter = {
    notification: { kind: "event", createdAt: now, replayOf: null },
    project: { id: "prj_01kag8xsc5a2c6e0g4j8m1p5rz", name: "Production", timeZone: "UTC", locale: "en-US" },
    destination: { id: "dst_01kag8xsc5f7h1k5n9q3s6v0xz", name: "Our endpoint" },
    route: notification.route,
    case: null,
    event: { ...event, id: notification.notification.eventId, source: "api", receivedAt: now },
  };
  return { notificationId, message: compose(event, { now }), matter };
}

export type BodyPreview = {
  contentType: ContentType;
  body: string;
  /** What is wrong with the template as it is written. */
  defect: TemplateDefect | null;
  /** Why it could not be used for this example, although nothing is wrong with it. */
  fault: string | null;
};

/** What a request would look like for an example. While the template cannot be used, it is the built-in body. */
export function previewBody(
  wanted: { eventType: string; contentType: ContentType; bodyTemplate: string | null },
  now: Date,
): BodyPreview {
  const { eventType, contentType, bodyTemplate } = wanted;
  const defect = bodyTemplate === null ? null : defectOfBody(bodyTemplate, contentType);
  const { text, contentType: sentAs, fault } = bodyOf(toldSample(eventType, now), wanted, now);
  return { contentType: sentAs, body: text, defect, fault: defect ? null : (fault ?? null) };
}

/** Every topic with its schema and an example of the whole body. */
export function describeTopics() {
  const now = new Date(at);
  return topics.map((topic) => ({
    topic,
    label: topicLabels[topic],
    dataSchema: z.toJSONSchema(topicSchemas[topic]),
    example: payloadOf({ notificationId: notification.notification.id, message: signalMessage(topic, now) }),
  }));
}
