import type { z } from "zod";
import { cronDefect } from "@/lib/schedule/cron";
import { parseRule } from "../coherent";
import type { RuleInput, ruleInput, Signal } from "../schema";
import { type AmberfloAlert, amberfloAlert } from "./alert";
import { AlertDefect, conditionOf, signalOf } from "./signals";

/** Whom an alert tells, before destinations are made of it. */
export type AlertRecipients = {
  email: string[];
  webhook:
    | { url: string; headers: { name: string; value: string }[]; payload: string | undefined }
    | undefined;
};

type Defect = { pointer: string; message: string };

/** An alert as a rule, without its destinations, and what is said differently here; or what is wrong with it. */
export type ReadAlert =
  | { ok: true; rule: RuleInput; recipients: AlertRecipients; notes: string[] }
  | { ok: false; errors: Defect[] };

const defaultCron = /^(?:0 )?0 \* \* \* \*$/;

/** When an alert is looked at, where that is not the usual every hour and can be kept; six fields begin with seconds. */
function cronOf({ cron }: AmberfloAlert, signal: Signal): string | undefined {
  if (cron === undefined || signal.kind === "unknown" || defaultCron.test(cron)) return undefined;
  const expression = cron.replace(/^0 (?=(?:\S+ ){4}\S+$)/, "").replaceAll("?", "*");
  return cronDefect(expression) === undefined ? expression : undefined;
}

/** Amberflo leaves a customer alone for an hour after an alert (AMB-26). */
const usualCooldown = 60;

const spans: Readonly<Record<string, number | null>> = {
  once: null,
  always: null,
  "every-time": null,
  hour: 60,
  hourly: 60,
  day: 1_440,
  daily: 1_440,
  week: 10_080,
  weekly: 10_080,
  month: 43_200,
  monthly: 43_200,
};

/** How often it is told while it goes on: a number of minutes, or a word. */
function timesOf(alert: AmberfloAlert, signal: Signal) {
  const { frequency } = alert;
  if (signal.kind === "unknown") return {};
  const expression = cronOf(alert, signal);
  const cron = expression === undefined ? {} : { cron: { expression } };
  if (frequency === undefined) return { ...cron, cooldownMinutes: usualCooldown };
  const minutes =
    typeof frequency === "number"
      ? frequency
      : /^\d{1,6}$/.test(frequency)
        ? Number(frequency)
        : spans[frequency.toLowerCase()];
  if (minutes === undefined)
    throw new AlertDefect("frequency", `must be minutes, or one of ${Object.keys(spans).join(", ")}`);
  if (minutes === null) return cron;
  // Told at each of its times while it holds, which is its repetition.
  return { ...cron, cooldownMinutes: minutes, ...(expression === undefined && { repeatMinutes: minutes }) };
}

/** Whose numbers (AMB-24). Credits are each customer's own. */
function scopeOf(
  { customerFilterMode: mode, customerId }: AmberfloAlert,
  signal: Signal,
): RuleInput["scope"] {
  if (signal.kind === "unknown") return { kind: "all" };
  if (mode === "specific-customer" || (mode === undefined && customerId !== undefined)) {
    if (customerId === undefined) throw new AlertDefect("customerId", "is required for specific-customer");
    return { kind: "customer", customerId };
  }
  return mode === "per-customer" || signal.kind === "balance" ? { kind: "each" } : { kind: "all" };
}

const variables =
  "customer-id|customer-name|meter-id|meter-name|notification-id|notification-name|current-value|threshold-value|threshold-condition|ui-hyperlink|entity-type|entity-list";
const written = new RegExp(`\\{\\{\\s*(${variables})\\s*\\}\\}|\\$?\\{\\s*(${variables})\\s*\\}`, "g");

/** The twelve variables (AMB-28), in whichever braces, as templates name them. */
export const inOurBraces = (text: string) =>
  text.replace(
    written,
    (_whole, one: string | undefined, other: string | undefined) => `{{ ${one ?? other} }}`,
  );

function recipientsOf({ email, webhookUrl, webhookHeaders, webhookPayload }: AmberfloAlert): AlertRecipients {
  const pairs = Array.isArray(webhookHeaders)
    ? webhookHeaders
    : Object.entries(webhookHeaders ?? {}).map(([name, value]) => ({ name, value }));
  const headers = pairs.map(({ name, value }) => ({ name, value: inOurBraces(value) }));
  const payload = webhookPayload === undefined ? undefined : inOurBraces(webhookPayload);
  return { email, webhook: webhookUrl === undefined ? undefined : { url: webhookUrl, headers, payload } };
}

const nameOf = (name: string) => name.replace(/\s+/gu, " ").slice(0, 80).trim();

type Made = { input: z.input<typeof ruleInput>; notes: (string | undefined)[] };

function made(alert: AmberfloAlert, currency: string): Made {
  const { signal, note } = signalOf(alert, currency);
  const { condition, note: ofCondition } = conditionOf(alert, signal);
  const scope = scopeOf(alert, signal);
  const input = {
    name: nameOf(alert.name),
    description: (alert.description ?? "").slice(0, 500),
    enabled: alert.enabled ?? true,
    signal,
    scope,
    condition,
    ...timesOf(alert, signal),
    ...(alert.productPlanId === undefined || scope.kind === "all"
      ? {}
      : {
          filter: { field: "customer.attributes.productPlanId", operator: "eq", value: alert.productPlanId },
        }),
  };
  const notes = [note, ofCondition, ...leftOut(alert, input)];
  return { input: withWindow(input, alert), notes };
}

function leftOut(
  { productPlanId, cron, name }: AmberfloAlert,
  { scope, cron: kept }: Pick<Made["input"], "scope" | "cron">,
): (string | undefined)[] {
  return [
    productPlanId !== undefined && scope.kind === "all"
      ? `Customers of all plans count: what is watched as a whole is not known by plan (${productPlanId}).`
      : undefined,
    cron !== undefined && kept === undefined && !defaultCron.test(cron)
      ? `It is judged whenever a reading comes in and when a window ends, not at “${cron}”.`
      : undefined,
    nameOf(name) === name ? undefined : `It is named “${nameOf(name)}”: a name has 80 characters at most.`,
  ];
}

/** What is summed up needs a window: the alert's, else a day of usage and a month of money. */
function withWindow(input: z.input<typeof ruleInput>, { range }: AmberfloAlert): z.input<typeof ruleInput> {
  const probe = { signal: input.signal, condition: input.condition };
  const isWindowed =
    probe.signal.kind === "meter" || probe.signal.kind === "revenue" || probe.signal.kind === "events";
  if (!isWindowed) return input;
  return { ...input, window: range ?? (probe.signal.kind === "revenue" ? "month" : "day") };
}

/** Reads an alert of Amberflo's as it is (AMB-22…25). @param currency that its money is in: an alert does not say. */
export function ruleOfAlert(body: unknown, currency: string): ReadAlert {
  const parsed = amberfloAlert.safeParse(body);
  if (!parsed.success)
    return {
      ok: false,
      errors: parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, message })),
    };
  try {
    const { input, notes } = made(parsed.data, currency);
    const rule = parseRule(input);
    if (!rule.ok) return rule;
    const said = notes.filter((note) => note !== undefined);
    return { ok: true, rule: rule.rule, recipients: recipientsOf(parsed.data), notes: said };
  } catch (error) {
    if (!(error instanceof AlertDefect)) throw error;
    return { ok: false, errors: [{ pointer: `/${error.field}`, message: error.message }] };
  }
}
