import type { Method, Operation } from "./operations";

/** The routes of what people do about messages: decisions, mutes, votes, and the report on it. */
export const actionOperations = {
  "/api/v1/cases/{caseId}/decide": {
    post: {
      summary:
        "Approve or decline what a case asks. Whoever is first has decided; later answers are refused with 409.",
      scope: "config:write",
      body: ["ApprovalDecision"],
      answers: { 202: "ApprovalDecided" },
    },
  },
  "/api/v1/mutes": {
    get: {
      summary: "The project's mutes that have not ended, newest first.",
      scope: "read",
      query: ["cursor", "limit", "customer"],
      answers: { 200: "MutePage" },
    },
    post: {
      summary:
        "Keep a customer, a rule, a route or a destination from being told of until an instant, critical news included.",
      scope: "config:write",
      body: ["NewMute"],
      answers: { 201: "Mute" },
    },
  },
  "/api/v1/mutes/{muteId}": {
    get: { summary: "One mute.", scope: "read", answers: { 200: "Mute" } },
    delete: { summary: "End a mute before its time.", scope: "config:write", answers: { 204: null } },
  },
  "/api/v1/silences": {
    get: {
      summary:
        "All that keeps something from being told just now, and until when: mutes, snoozed cases, rules in their cooldown, quiet hours, and what is switched off.",
      scope: "read",
      query: ["limit", "mutesCursor", "snoozesCursor", "cooldownsCursor"],
      answers: { 200: "Silences" },
    },
  },
  "/api/v1/silences/cooldowns": {
    delete: {
      summary:
        "End the cooldown of a rule for a customer, or for all together without one: what holds is told within a minute.",
      scope: "config:write",
      query: ["rule", "environment", "customer"],
      answers: { 204: null },
    },
  },
  "/api/v1/notifications/{notificationId}/vote": {
    post: {
      summary: "Say whether a message was useful or noise: one voice each, the last one counts.",
      scope: "config:write",
      body: ["Vote"],
      answers: { 200: "Votes" },
    },
  },
  "/api/v1/reports/interventions": {
    get: {
      summary:
        "How fast cases were acknowledged and resolved, and what became of the numbers that rules watch.",
      scope: "read",
      query: ["from", "to", "environment"],
      answers: { 200: "Interventions" },
    },
  },
} as const satisfies Record<string, Partial<Record<Method, Operation>>>;
