import type { Method, Operation } from "./operations";

/** Outgoing webhooks: secrets, statistics, replay, topics and previews. They are destinations otherwise. */
export const webhookOperations: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  "/api/v1/destinations/{destinationId}/rotate-secret": {
    post: {
      summary: "Give a webhook a new signing secret; the old one holds for a while beside it.",
      scope: "config:write",
      body: ["SecretRotation"],
      answers: { 200: "RotatedSecret" },
    },
  },
  "/api/v1/destinations/{destinationId}/statistics": {
    get: {
      summary: "What went out there in the last days, how long it took, and the last answers.",
      scope: "read",
      query: ["days"],
      answers: { 200: "DestinationStatistics" },
    },
  },
  "/api/v1/notifications/replay": {
    post: {
      summary:
        "Send settled notifications again: some by their ids, or all that fit, such as what failed since a time.",
      scope: "events:write",
      body: ["ReplayInput"],
      answers: { 200: "Replayed", 202: "Replayed" },
    },
  },
  "/api/v1/webhook-topics": {
    get: {
      summary: "What of Bellwire itself a webhook can be told, with schemas and examples.",
      scope: "read",
      answers: { 200: "WebhookTopics" },
    },
  },
  "/api/v1/webhook-preview": {
    post: {
      summary: "What a webhook's body would look like for an example. Nothing is sent.",
      scope: "read",
      body: ["BodyPreviewInput"],
      answers: { 200: "BodyPreview" },
    },
  },
};
