import type { z } from "zod";
import type { conditionSchema, Signal } from "../schema";
import type { AmberfloAlert } from "./alert";

export type ConditionInput = z.input<typeof conditionSchema>;

/** What cannot be taken over; `field` is the alert's. */
export class AlertDefect extends Error {
  constructor(
    readonly field: keyof AmberfloAlert,
    message: string,
  ) {
    super(message);
  }
}

export const creditsField = "attributes.prepaidCredits";
const promotionField = "attributes.promotionCredits";

const balanceOf = (credits: string, meter: string | undefined): Signal => ({
  kind: "balance",
  credits,
  measure: "amount",
  ...(meter === undefined ? {} : { meter }),
});

const meterNamed = (meter: string): Signal => ({ kind: "meter", meter, measure: "sum" });

/** What an alert watches, and what of that is said differently here. */
export function signalOf(
  { notificationType, meterId, productItemId }: AmberfloAlert,
  currency: string,
): { signal: Signal; note?: string } {
  const item = productItemId ?? meterId;
  switch (notificationType) {
    case "usage":
      if (meterId === undefined) throw new AlertDefect("meterId", "is required for usage");
      return { signal: meterNamed(meterId) };
    case "invoice":
      return {
        signal: { kind: "revenue", currency },
        note: `Invoices are watched as revenue in ${currency}: what was paid less what was paid back.`,
      };
    case "prepaid":
      return {
        signal: balanceOf(creditsField, meterId),
        note: `The credits are read from the customer's ${creditsField}; send them there or change the field.`,
      };
    case "pay-as-you-go-promotion":
      return {
        signal: balanceOf(promotionField, meterId),
        note: `What is left of the promotion is read from the customer's ${promotionField}; send it there or change the field.`,
      };
    case "product-item-units":
    case "product-item-price": {
      if (item === undefined)
        throw new AlertDefect("productItemId", `is required for ${notificationType}, or meterId`);
      const meter = notificationType === "product-item-units" ? item : `${item}-price`;
      return {
        signal: meterNamed(meter),
        note: `It watches the meter “${meter}”; send its readings under that name.`,
      };
    }
    case "undefined-meter":
      return { signal: { kind: "unknown", of: "meter" } };
    case "undefined-customer":
      return { signal: { kind: "unknown", of: "customer" } };
  }
}

const magnitudeOf = (value: string) => value.replace(/^-/, "");

/** So many percent of the window before are left: how far it has come down. */
function downTo(percent: string): string {
  const left = Number(percent);
  if (!(left > 0 && left < 100))
    throw new AlertDefect("thresholdValue", "must be above 0 and below 100 percent");
  return String(Math.round((100 - left) * 1e6) / 1e6);
}

/** When it alerts (AMB-23). Amberflo's bounds are exclusive; its percentage of change is one that is reached. */
export function conditionOf(
  { notificationType, thresholdCondition, thresholdValue }: AmberfloAlert,
  signal: Signal,
): { condition: ConditionInput; note?: string } {
  if (signal.kind === "unknown") return { condition: { kind: "seen" } };
  const value = thresholdValue === undefined ? undefined : String(thresholdValue);
  if (value === undefined) throw new AlertDefect("thresholdValue", `is required for ${notificationType}`);
  switch (thresholdCondition ?? (signal.kind === "balance" ? "less-than" : "greater-than")) {
    case "greater-than":
      return { condition: { kind: "above", value } };
    case "less-than":
      return { condition: { kind: "below", value } };
    case "less-than-percent":
      if (signal.kind === "balance")
        return {
          condition: { kind: "share", direction: "below", percent: value, of: { field: signal.credits } },
          note: "The percentage is taken of the credits that the customer was given.",
        };
      return {
        condition: {
          kind: "change",
          direction: "down",
          by: { percent: downTo(value) },
          against: { windows: 1 },
          inclusive: false,
        },
        note: `Less than ${value} % of the window before.`,
      };
    case "percent-change": {
      if (signal.kind === "balance")
        throw new AlertDefect("thresholdCondition", "must not be percent-change for credits; use less-than");
      const percent = magnitudeOf(value);
      const direction = value.startsWith("-") ? "down" : "up";
      return { condition: { kind: "change", direction, by: { percent }, against: { windows: 1 } } };
    }
  }
}
