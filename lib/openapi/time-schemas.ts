import { z } from "zod";
import { digestCollections, digestTemplates } from "@/db/enums";
import { calendarSettings } from "@/lib/calendar/schema";
import { digestInput, digestPatch } from "@/lib/digests/schema";
import { escalationDefinition, escalationInput, escalationPatch } from "@/lib/escalations/schema";
import { quietHoursInput, quietHoursPatch } from "@/lib/quiet-hours/schema";
import { cadenceSchema } from "@/lib/schedule/cadence";

const instant = z.iso.datetime();

const digest = z.looseObject({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  template: z.enum(digestTemplates),
  destinationId: z.string(),
  destinationName: z.string(),
  collects: z.enum(digestCollections),
  routeIds: z.array(z.string()),
  cadence: cadenceSchema,
  timeZone: z.string().nullable(),
  sendEmpty: z.boolean(),
  nextAt: instant.nullable(),
  toldUntil: instant.nullable(),
});

const round = z.looseObject({
  id: z.string(),
  digestId: z.string().nullable(),
  windowStart: instant,
  windowEnd: instant,
  timeZone: z.string(),
  count: z.int(),
  state: z.string().nullable(),
});

const quietHours = z.looseObject({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  destinationId: z.string().nullable(),
  routeId: z.string().nullable(),
  hours: z.looseObject({ mode: z.enum(["quiet", "active"]), timeZone: z.string().nullable() }),
});

const escalation = z.looseObject({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  steps: escalationDefinition.shape.steps,
});

/** What goes in and out about digests, quiet hours, escalations and the calendar. */
export const timeSchemas = {
  NewDigest: digestInput,
  DigestPatch: digestPatch,
  Digest: digest,
  DigestWithRounds: z.looseObject({ ...digest.shape, told: z.array(round) }),
  DigestList: z.object({ digests: z.array(digest) }),
  ToldDigest: z.looseObject({ ...round.shape, full: z.looseObject({ text: z.string() }) }),
  NewQuietHours: quietHoursInput,
  QuietHoursPatch: quietHoursPatch,
  QuietHours: quietHours,
  QuietHoursList: z.object({ quietHours: z.array(quietHours) }),
  NewEscalation: escalationInput,
  EscalationPatch: escalationPatch,
  Escalation: escalation,
  EscalationList: z.object({ escalations: z.array(escalation) }),
  Calendar: calendarSettings,
} satisfies Record<string, z.ZodType>;
