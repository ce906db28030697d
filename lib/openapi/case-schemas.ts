import { z } from "zod";
import { caseStates, severities } from "@/db/enums";
import { changeInputs } from "@/lib/cases/actions/change";

const instant = z.iso.datetime();

const item = z.looseObject({
  id: z.string(),
  key: z.string(),
  environment: z.string(),
  state: z.enum(caseStates),
  severity: z.enum(severities),
  text: z.string(),
  customerId: z.string().nullable(),
  openedAt: instant,
  updatedAt: instant,
  resolvedAt: instant.nullable(),
  stepCount: z.int(),
});

const step = z.looseObject({
  eventId: z.string(),
  eventType: z.string(),
  phase: z.enum(["opens", "updates", "resolves"]),
  severity: z.enum(severities),
  text: z.string(),
  occurredAt: instant,
});

const message = z.looseObject({
  destinationId: z.string(),
  notificationId: z.string(),
  receipt: z.looseObject({ kind: z.string() }).nullable(),
  text: z.string(),
  isCurrent: z.boolean(),
});

/** What goes in and out about cases. */
export const caseSchemas = {
  CasePage: z.object({ cases: z.array(item), nextCursor: z.string().nullable(), hasMore: z.boolean() }),
  Case: z.looseObject({ ...item.shape, steps: z.array(step), messages: z.array(message) }),
  CaseAcknowledgement: changeInputs.acknowledge,
  CaseSnooze: changeInputs.snooze,
  CaseAssignment: changeInputs.assign,
  CaseResolution: changeInputs.resolve,
} satisfies Record<string, z.ZodType>;
