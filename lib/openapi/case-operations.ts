import type { Operation } from "./operations";

const change = (summary: string, body: NonNullable<Operation["body"]>): { post: Operation } => ({
  post: { summary, scope: "config:write", body, answers: { 200: "Case" } },
});

/** The routes of cases. */
export const caseOperations = {
  "/api/v1/cases": {
    get: {
      summary: "The project's cases, the one that moved last first.",
      scope: "read",
      query: ["cursor", "limit", "state", "customer"],
      answers: { 200: "CasePage" },
    },
  },
  "/api/v1/cases/{caseId}": {
    get: {
      summary: "One case with its steps, and where it is told.",
      scope: "read",
      answers: { 200: "Case" },
    },
  },
  "/api/v1/cases/{caseId}/acknowledge": change("Say that somebody has seen it, or take that back.", [
    "CaseAcknowledgement",
  ]),
  "/api/v1/cases/{caseId}/snooze": change("Keep all but critical news of it back until then.", [
    "CaseSnooze",
  ]),
  "/api/v1/cases/{caseId}/assign": change("Say whose it is.", ["CaseAssignment"]),
  "/api/v1/cases/{caseId}/resolve": change("End it by hand.", ["CaseResolution"]),
} as const satisfies Record<string, Partial<Record<"get" | "post", Operation>>>;
