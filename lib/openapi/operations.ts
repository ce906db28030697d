import type { KeyScope } from "@/db/enums";
import { actionOperations } from "./action-operations";
import { caseOperations } from "./case-operations";
import { customerOperations } from "./customer-operations";
import { ruleOperations } from "./rule-operations";
import type { SchemaName } from "./schemas";
import { sourceOperations } from "./source-operations";
import { timeOperations } from "./time-operations";
import { webhookOperations } from "./webhook-operations";

export type Method = "get" | "post" | "put" | "patch" | "delete";

export type Operation = {
  summary: string;
  scope: KeyScope;
  query?: readonly string[];
  /** Bodies of which one is sent. */
  body?: readonly SchemaName[];
  /** The body is a file of comma-separated values. */
  isCsv?: true;
  answers: Readonly<Record<number, SchemaName | null>>;
};

const paging = ["cursor", "limit"] as const;

/** Every route of the public API. A test keeps it equal to what is served. */
export const operations: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  ...customerOperations,
  ...actionOperations,
  "/api/v1/events": {
    post: {
      summary: "Send one event, or up to 1,000. A 202 means: committed.",
      scope: "events:write",
      body: ["Event", "EventBatch", "CloudEvent"],
      answers: { 202: "EventAnswers" },
    },
    get: {
      summary: "The project's events, newest first.",
      scope: "read",
      query: [...paging, "id", "type", "customer", "from", "to"],
      answers: { 200: "EventPage" },
    },
  },
  "/api/v1/events/rejected": {
    get: {
      summary: "What was refused at the door, newest first, each with its reason.",
      scope: "read",
      query: [...paging, "code", "source", "type", "query", "from", "to"],
      answers: { 200: "RejectedPage" },
    },
  },
  "/api/v1/events/rejected/{rejectedId}": {
    get: {
      summary: "One refused event with its body, secrets masked, and what mends it.",
      scope: "read",
      answers: { 200: "Rejected" },
    },
  },
  "/api/v1/events/{eventId}": {
    get: {
      summary: "What became of one event, and why.",
      scope: "read",
      answers: { 200: "EventExplanation" },
    },
  },
  "/api/v1/event-types": {
    get: {
      summary: "The catalog: every built-in event type with its fields and a sample.",
      scope: "read",
      answers: { 200: "EventTypes" },
    },
  },
  "/api/v1/notifications": {
    get: {
      summary: "The log: every notification, sent or not, newest first.",
      scope: "read",
      query: [
        ...paging,
        "state",
        "destination",
        "route",
        "event",
        "fold",
        "case",
        "type",
        "customer",
        "query",
        "from",
        "to",
      ],
      answers: { 200: "NotificationPage" },
    },
  },
  "/api/v1/notifications/{notificationId}": {
    get: {
      summary: "One notification with its message, attempts and receipt.",
      scope: "read",
      answers: { 200: "Notification" },
    },
  },
  "/api/v1/notifications/{notificationId}/resend": {
    post: {
      summary: "Send it once more, as a new one with the same words.",
      scope: "events:write",
      answers: { 202: "Accepted" },
    },
  },
  "/api/v1/destinations": {
    get: {
      summary: "The project's destinations.",
      scope: "read",
      query: paging,
      answers: { 200: "DestinationPage" },
    },
    post: {
      summary: "Add a Slack channel, a person in Slack, a pasted webhook, or mailboxes.",
      scope: "config:write",
      body: ["NewDestination"],
      answers: { 201: "MadeDestination" },
    },
  },
  "/api/v1/destinations/{destinationId}": {
    get: { summary: "One destination.", scope: "read", answers: { 200: "Destination" } },
    patch: {
      summary: "Change some of its settings.",
      scope: "config:write",
      body: ["DestinationPatch"],
      answers: { 200: "Destination" },
    },
    delete: {
      summary: "Delete it; its notifications stay in the log.",
      scope: "config:write",
      query: ["withRoutes"],
      answers: { 204: null },
    },
  },
  "/api/v1/destinations/{destinationId}/test": {
    post: {
      summary: "Send a test message by the way every message takes.",
      scope: "config:write",
      answers: { 202: "Accepted" },
    },
  },
  "/api/v1/routes": {
    get: {
      summary: "The project's routes.",
      scope: "read",
      query: [...paging, "destination"],
      answers: { 200: "RoutePage" },
    },
    post: { summary: "Add a route.", scope: "config:write", body: ["NewRoute"], answers: { 201: "Route" } },
  },
  "/api/v1/routes/{routeId}": {
    get: { summary: "One route.", scope: "read", answers: { 200: "Route" } },
    patch: {
      summary: "Change some of its settings.",
      scope: "config:write",
      body: ["RoutePatch"],
      answers: { 200: "Route" },
    },
    delete: { summary: "Delete it.", scope: "config:write", answers: { 204: null } },
  },
  "/api/v1/routes/preview": {
    post: {
      summary: "Where would this event go, and what would it look like? Nothing is stored or sent.",
      scope: "read",
      body: ["PreviewInput"],
      answers: { 200: "Preview" },
    },
  },
  ...sourceOperations,
  ...webhookOperations,
  "/api/v1/templates": {
    get: {
      summary: "The project's own wordings, by event type.",
      scope: "read",
      query: paging,
      answers: { 200: "TemplatePage" },
    },
    post: {
      summary: "Give an event type a wording of the project's own.",
      scope: "config:write",
      body: ["NewTemplate"],
      answers: { 201: "Template" },
    },
  },
  "/api/v1/templates/{templateId}": {
    get: { summary: "One template.", scope: "read", answers: { 200: "Template" } },
    patch: {
      summary: "Change it; with a revision, only if nobody has changed it since.",
      scope: "config:write",
      body: ["TemplatePatch"],
      answers: { 200: "Template" },
    },
    delete: {
      summary: "Go back to the built-in wording.",
      scope: "config:write",
      answers: { 204: null },
    },
  },
  "/api/v1/templates/preview": {
    post: {
      summary: "What would a message look like with this wording? Nothing is stored or sent.",
      scope: "read",
      body: ["TemplatePreviewInput"],
      answers: { 200: "TemplatePreview" },
    },
  },
  "/api/v1/brand": {
    get: { summary: "How the project's messages look and sound.", scope: "read", answers: { 200: "Brand" } },
    put: {
      summary: "Replace it as a whole.",
      scope: "config:write",
      body: ["Brand"],
      answers: { 200: "Brand" },
    },
  },
  ...caseOperations,
  ...timeOperations,
  ...ruleOperations,
};
