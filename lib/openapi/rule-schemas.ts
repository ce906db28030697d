import { z } from "zod";
import { environments, firingKinds, severities } from "@/db/enums";
import { amberfloAlert } from "@/lib/rules/amberflo/alert";
import { dryRunDays } from "@/lib/rules/past/stretch";
import { rulePatch } from "@/lib/rules/patch";
import { ruleInput } from "@/lib/rules/schema";

const instant = z.iso.datetime();
const decimal = z.string();
const days = z.literal(dryRunDays);

const rule = z.looseObject({
  ...ruleInput.shape,
  id: z.string(),
  revision: z.int(),
  watchesSince: instant,
  firing: z.int(),
  pending: z.int(),
  lastFiredAt: instant.nullable(),
  firedLast30Days: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

const firing = z.object({
  id: z.string(),
  kind: z.enum(firingKinds),
  eventType: z.string(),
  eventId: z.string().nullable(),
  environment: z.enum(environments),
  customerId: z.string().nullable(),
  severity: z.enum(severities),
  text: z.string().nullable(),
  periodStart: instant.nullable(),
  step: decimal.nullable(),
  value: decimal.nullable(),
  compared: decimal.nullable(),
  at: instant,
});

const page = { nextCursor: z.string().nullable(), hasMore: z.boolean() };

const pastMessage = z.object({
  at: instant,
  customerId: z.string().nullable(),
  severity: z.enum(severities),
  message: z.looseObject({ text: z.string() }),
  destinations: z.array(z.object({ id: z.string(), name: z.string() })),
});

const suggestion = z.object({
  kind: z.enum(["threshold", "minimum_mrr", "cooldown"]),
  text: z.string(),
  patch: z.looseObject({}),
  wouldTell: z.int(),
  instead: z.int(),
});

const noiseLine = z.object({
  kind: z.enum(["rule", "route"]),
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  fired: z.int(),
  told: z.int(),
  muted: z.int(),
  cases: z.int(),
  acknowledged: z.int(),
  snoozed: z.int(),
  resolved: z.int(),
  mutes: z.int(),
  useful: z.int(),
  noise: z.int(),
  medianSecondsToAcknowledge: z.int().nullable(),
  noisiness: z.number().nullable(),
  suggestions: z.array(suggestion),
});

/** Bodies of the routes of rules. */
export const ruleSchemas = {
  NewRule: ruleInput,
  RulePatch: rulePatch,
  Rule: rule,
  RulePage: z.object({ rules: z.array(rule), ...page }),
  FiringPage: z.object({ firings: z.array(firing), ...page }),
  DryRunInput: z.union([
    z.object({ rule: ruleInput, days: days.default(30) }),
    z.object({ ruleId: z.string(), days: days.default(30) }),
  ]),
  DryRun: z.object({
    days,
    from: instant,
    to: instant,
    count: z.int(),
    recovered: z.int(),
    perDay: z.array(z.object({ day: z.iso.date(), count: z.int() })),
    customerCount: z.int(),
    perCustomer: z.array(
      z.object({ customerId: z.string().nullable(), name: z.string().nullable(), count: z.int() }),
    ),
    messages: z.array(pastMessage),
    notes: z.array(z.string()),
  }),
  NoiseReport: z.object({ days, report: z.array(noiseLine) }),
  RuleFile: z.object({ rules: z.array(z.union([ruleInput, amberfloAlert])) }),
  RuleImport: z.object({
    dryRun: z.boolean(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
    destinations: z.object({ created: z.int(), reused: z.int() }),
    notes: z.array(z.object({ rule: z.string(), notes: z.array(z.string()) })),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
  }),
} satisfies Record<string, z.ZodType>;
