import type { Method, Operation } from "./operations";

/** The routes of `/api/v1/sources`. */
export const sourceOperations: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  "/api/v1/sources": {
    get: { summary: "The project's vendor sources.", scope: "read", answers: { 200: "SourcePage" } },
    post: {
      summary: "Add a source. Its secret is answered this once.",
      scope: "config:write",
      body: ["NewSource"],
      answers: { 201: "SourceWithSecret" },
    },
  },
  "/api/v1/sources/{sourceId}": {
    get: { summary: "One source.", scope: "read", answers: { 200: "Source" } },
    patch: {
      summary: "Change some of its settings.",
      scope: "config:write",
      body: ["SourcePatch"],
      answers: { 200: "Source" },
    },
    delete: {
      summary: "Delete it with the list of what it received; its events stay.",
      scope: "config:write",
      answers: { 204: null },
    },
  },
  "/api/v1/sources/{sourceId}/rotate": {
    post: {
      summary: "Put another secret in place. The one before it is good for another day.",
      scope: "config:write",
      body: ["Rotation"],
      answers: { 200: "SourceWithSecret" },
    },
  },
  "/api/v1/sources/{sourceId}/receipts": {
    get: {
      summary: "What it received and what became of it, newest first.",
      scope: "read",
      query: ["cursor", "limit", "status"],
      answers: { 200: "ReceiptPage" },
    },
  },
};
