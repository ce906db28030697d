import type { Method, Operation } from "./operations";

const paging = ["cursor", "limit"] as const;

/** The routes of customers, meters and measurements. */
export const customerOperations: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  "/api/v1/measurements": {
    post: {
      summary: "Send one reading, or up to 5,000. A 202 means: committed.",
      scope: "events:write",
      body: ["Reading", "ReadingBatch"],
      answers: { 202: "ReadingAnswers" },
    },
  },
  "/api/v1/meters": {
    get: {
      summary: "The project's meters.",
      scope: "read",
      query: [...paging, "environment"],
      answers: { 200: "MeterPage" },
    },
  },
  "/api/v1/meters/{meterName}/series": {
    get: {
      summary: "What a meter comes to by hour, day, week, month or quarter of the project's calendar.",
      scope: "read",
      query: ["customer", "from", "to", "by", "environment"],
      answers: { 200: "MeterSeries" },
    },
  },
  "/api/v1/customers": {
    get: {
      summary: "The project's customers.",
      scope: "read",
      query: [...paging, "query", "tier", "owner", "zone", "environment"],
      answers: { 200: "CustomerPage" },
    },
  },
  "/api/v1/customers/{customerId}": {
    get: { summary: "One customer.", scope: "read", query: ["environment"], answers: { 200: "Customer" } },
    put: {
      summary: "Make it exactly what the body says, or add it.",
      scope: "events:write",
      query: ["environment"],
      body: ["CustomerInput"],
      answers: { 200: "Customer", 201: "Customer" },
    },
    patch: {
      summary: "Change what the body names; null clears.",
      scope: "events:write",
      query: ["environment"],
      body: ["CustomerInput"],
      answers: { 200: "Customer" },
    },
  },
  "/api/v1/customers/{customerId}/history": {
    get: {
      summary: "Every change of its numbers, newest first.",
      scope: "read",
      query: ["field", "environment"],
      answers: { 200: "CustomerHistory" },
    },
  },
  "/api/v1/customers/import": {
    post: {
      summary: "Add and change customers from a CSV file, or see with dryRun what that would do.",
      scope: "events:write",
      query: ["dryRun", "environment"],
      isCsv: true,
      answers: { 200: "CustomerImport" },
    },
  },
  "/api/v1/customer-settings": {
    get: { summary: "Health zones and tiers.", scope: "read", answers: { 200: "CustomerSettings" } },
    patch: {
      summary: "Change some of them.",
      scope: "config:write",
      body: ["CustomerSettingsPatch"],
      answers: { 200: "CustomerSettings" },
    },
  },
};
