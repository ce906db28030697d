import type { Method, Operation } from "./operations";

type Operations = Readonly<Record<string, Partial<Record<Method, Operation>>>>;

const changes = {
  digest: {
    patch: {
      summary: "Change some of it. One that is switched off tells what it has gathered at once.",
      scope: "config:write",
      body: ["DigestPatch"],
      answers: { 200: "Digest" },
    },
    delete: {
      summary: "Delete it; what it has gathered is told at once.",
      scope: "config:write",
      answers: { 204: null },
    },
  },
  quietHours: {
    patch: {
      summary: "Change some of it. What they hold no longer is told within a minute.",
      scope: "config:write",
      body: ["QuietHoursPatch"],
      answers: { 200: "QuietHours" },
    },
    delete: {
      summary: "Delete them; what they held is told within a minute.",
      scope: "config:write",
      answers: { 204: null },
    },
  },
} as const satisfies Record<string, Partial<Record<Method, Operation>>>;

const digestOperations: Operations = {
  "/api/v1/digests": {
    get: { summary: "The project's digests, newest first.", scope: "read", answers: { 200: "DigestList" } },
    post: {
      summary: "Add a digest: many notifications told as one, at an hour of its zone.",
      scope: "config:write",
      body: ["NewDigest"],
      answers: { 201: "Digest" },
    },
  },
  "/api/v1/digests/{digestId}": {
    get: {
      summary: "One digest, with the last times that it was told.",
      scope: "read",
      answers: { 200: "DigestWithRounds" },
    },
    ...changes.digest,
  },
  "/api/v1/digests/told/{roundId}": {
    get: {
      summary: "One digest or catch-up as it was told, whole.",
      scope: "read",
      answers: { 200: "ToldDigest" },
    },
  },
};

const quietHoursOperations: Operations = {
  "/api/v1/quiet-hours": {
    get: {
      summary: "The project's quiet hours, newest first.",
      scope: "read",
      answers: { 200: "QuietHoursList" },
    },
    post: {
      summary: "Add quiet hours, of the project or of one destination or route. Critical notifications pass.",
      scope: "config:write",
      body: ["NewQuietHours"],
      answers: { 201: "QuietHours" },
    },
  },
  "/api/v1/quiet-hours/{quietHoursId}": {
    get: { summary: "One of the project's quiet hours.", scope: "read", answers: { 200: "QuietHours" } },
    ...changes.quietHours,
  },
};

const escalationOperations: Operations = {
  "/api/v1/escalations": {
    get: {
      summary: "The project's escalations, newest first.",
      scope: "read",
      answers: { 200: "EscalationList" },
    },
    post: {
      summary: "Add an escalation: who is told next of a case that nobody acknowledges.",
      scope: "config:write",
      body: ["NewEscalation"],
      answers: { 201: "Escalation" },
    },
  },
  "/api/v1/escalations/{escalationId}": {
    get: { summary: "One escalation.", scope: "read", answers: { 200: "Escalation" } },
    patch: {
      summary: "Change some of it.",
      scope: "config:write",
      body: ["EscalationPatch"],
      answers: { 200: "Escalation" },
    },
    delete: {
      summary: "Delete it; what climbs by it stays where it is.",
      scope: "config:write",
      answers: { 204: null },
    },
  },
};

/** The routes of what happens in time. */
export const timeOperations: Operations = {
  ...digestOperations,
  ...quietHoursOperations,
  ...escalationOperations,
  "/api/v1/calendar": {
    get: {
      summary: "What the project is reminded of by the calendar.",
      scope: "read",
      answers: { 200: "Calendar" },
    },
    put: {
      summary: "Replace it as a whole.",
      scope: "config:write",
      body: ["Calendar"],
      answers: { 200: "Calendar" },
    },
  },
};
