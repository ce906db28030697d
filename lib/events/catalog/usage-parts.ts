import { z } from "zod";
import type { View } from "./define";
import { brief, customerPage, few, given, graded, links } from "./parts";
import { type Data, numberIn, percentIn, shareIn, textIn, textsIn, urlIn } from "./read";
import { flag, label, named, quantity, url } from "./shapes";

export const usageData = z.looseObject({
  meter: named,
  meterName: label,
  unit: label,
  current: quantity,
  limit: quantity,
  threshold: quantity,
  previous: quantity,
  percentOfLimit: quantity,
  changePercent: quantity,
  window: label,
  labels: z.unknown().optional(),
  rule: named,
  severity: label,
  isPartial: flag,
  url,
});

export const meterOf = (data: Data) => textIn(data, "meter", "meterName", "metric");
export const currentOf = (data: Data) => numberIn(data, "current", "currentValue", "value", "usage");
export const limitOf = (data: Data) => numberIn(data, "limit");
export const thresholdOf = (data: Data) => numberIn(data, "threshold", "thresholdValue");
export const previousOf = (data: Data) => numberIn(data, "previous", "previousValue", "lastPeriod");
export const windowOf = (data: Data) => textIn(data, "window", "period", "range");

/** A quantity with its unit: `1,042 h`. */
export function amountText({ data, pen }: View, value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  return `${pen.number(value)}${given(brief(textIn(data, "unit"), 12), (unit) => ` ${unit}`)}`;
}

/** The sender's own labels of the reading, such as a region: `region: eu`. */
export function labelsOf(data: Data): string | undefined {
  const labels = data.labels;
  if (typeof labels !== "object" || labels === null) return undefined;
  if (Array.isArray(labels)) return few(textsIn(data, "labels"), 5);
  const inner: Data = { ...labels };
  return few(
    Object.keys(inner).flatMap((name) => given(textIn(inner, name), (value) => `${name}: ${value}`) || []),
    5,
  );
}

export const usageLinks = (view: View) =>
  links({ "View usage": urlIn(view.data, "url", "usageUrl"), "Open customer": customerPage(view) });

/** Whole text of the rule that watched over it, if one did. */
export const ruleLine = (data: Data) =>
  given(textIn(data, "rule", "ruleName"), (rule) => `Rule: ${rule}.`) || undefined;

/** Urgency by the rule's own word, where there is one. */
export function byRule(data: Data) {
  const severity = textIn(data, "severity")?.toLowerCase();
  return severity === "info" || severity === "good" || severity === "warning" || severity === "critical"
    ? graded(severity)
    : undefined;
}

/** How much of the limit is used: as sent in percent, or from the values. */
export function percentOf(data: Data): number | undefined {
  const sent = percentIn(data, "percentOfLimit", "percent") ?? shareIn(data, "utilization");
  if (sent !== undefined) return sent;
  const [current, limit] = [currentOf(data), limitOf(data)];
  return current !== undefined && limit !== undefined && limit > 0 ? current / limit : undefined;
}
