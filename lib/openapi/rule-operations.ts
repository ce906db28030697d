import type { Method, Operation } from "./operations";

const paging = ["cursor", "limit"] as const;

/** The routes of rules. */
export const ruleOperations: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  "/api/v1/rules": {
    get: {
      summary: "The project's rules, newest first, each with how it stands.",
      scope: "read",
      query: [...paging, "query", "destination", "signal", "enabled", "firing"],
      answers: { 200: "RulePage" },
    },
    post: {
      summary: "Add a rule. It watches from now on; what holds already is told once.",
      scope: "config:write",
      body: ["NewRule"],
      answers: { 201: "Rule" },
    },
  },
  "/api/v1/rules/{ruleId}": {
    get: { summary: "One rule with how it stands.", scope: "read", answers: { 200: "Rule" } },
    patch: {
      summary: "Change some of its settings; null takes away one that it can do without.",
      scope: "config:write",
      body: ["RulePatch"],
      answers: { 200: "Rule" },
    },
    delete: {
      summary: "Delete it. Its open cases are closed; what it told stays in the log.",
      scope: "config:write",
      answers: { 204: null },
    },
  },
  "/api/v1/rules/{ruleId}/firings": {
    get: {
      summary: "What a rule told, newest first.",
      scope: "read",
      query: [...paging, "customer"],
      answers: { 200: "FiringPage" },
    },
  },
  "/api/v1/rules/dry-run": {
    post: {
      summary: "What would a rule have told in the last 7, 30 or 90 days? Nothing is stored or sent.",
      scope: "read",
      body: ["DryRunInput"],
      answers: { 200: "DryRun" },
    },
  },
  "/api/v1/rules/noise": {
    get: {
      summary: "What every rule and route told, what people made of it, and what would have been quieter.",
      scope: "read",
      query: ["days", "limit"],
      answers: { 200: "NoiseReport" },
    },
  },
  "/api/v1/rules/import": {
    post: {
      summary: "Take rules from a file: our own as JSON or text/csv, or Amberflo's alerts as they are.",
      scope: "config:write",
      query: ["dryRun", "currency"],
      body: ["RuleFile"],
      answers: { 200: "RuleImport" },
    },
  },
  "/api/v1/rules/export": {
    get: {
      summary: "Every rule as a file, JSON or CSV, that the import takes back unchanged.",
      scope: "read",
      query: ["format"],
      answers: { 200: "RuleFile" },
    },
  },
};
