import { countAt, instantOfSeconds, listOf, numberAt, type Payload, present, textAt, valueAt } from "../read";
import { stripeMoney } from "./money";
import { dashboardUrl, nothingToTell, type Rule, type StripeEvent, type Told, toldBy } from "./told";

const at = (object: unknown, ...paths: string[]) => instantOfSeconds(numberAt(object, ...paths));

/** The plan as people call it: its nickname, else the price's or product's own name or id. */
function planOf(item: unknown): string | undefined {
  return textAt(
    item,
    "price.nickname",
    "plan.nickname",
    "price.lookup_key",
    "price.product.name",
    "plan.product.name",
    "price.product",
    "plan.product",
    "price.id",
    "plan.id",
  );
}

const intervals: Readonly<Record<string, string>> = {
  day: "daily",
  week: "weekly",
  month: "monthly",
  year: "yearly",
};

function intervalOf(item: unknown): string | undefined {
  const unit = textAt(item, "price.recurring.interval", "plan.interval");
  const count = countAt(item, "price.recurring.interval_count", "plan.interval_count") ?? 1;
  if (unit === undefined) return undefined;
  return count === 1 ? (intervals[unit] ?? unit) : `every ${count} ${unit}s`;
}

function priceOf(item: unknown, currency: string | undefined) {
  const unit = numberAt(item, "price.unit_amount", "plan.amount");
  const quantity = countAt(item, "quantity") ?? 1;
  return unit === undefined
    ? undefined
    : stripeMoney(unit * quantity, textAt(item, "price.currency", "plan.currency") ?? currency);
}

const firstItem = (subscription: Payload) =>
  listOf(valueAt(subscription, "items.data"))[0] ?? {
    plan: subscription.plan,
    quantity: subscription.quantity,
  };

/** Stripe's codes as words, but for a failed payment's, which the catalog knows by its code. */
const cancelReasons: Readonly<Record<string, string>> = {
  cancellation_requested: "cancelled on request",
  payment_disputed: "a payment was disputed",
  payment_failed: "payment_failed",
};

const perYear: Readonly<Record<string, number>> = { day: 365, week: 52, month: 12, year: 1 };

/** What the item is worth a month, to the nearest minor unit. Metered and tiered prices say nothing of it. */
function mrrOf(item: unknown, currency: string | undefined) {
  const unit = numberAt(item, "price.unit_amount", "plan.amount");
  const periods = perYear[textAt(item, "price.recurring.interval", "plan.interval") ?? ""];
  const every = countAt(item, "price.recurring.interval_count", "plan.interval_count") ?? 1;
  if (unit === undefined || periods === undefined || every === 0) return undefined;
  const monthly = Math.round((unit * (countAt(item, "quantity") ?? 1) * periods) / every / 12);
  return stripeMoney(monthly, textAt(item, "price.currency", "plan.currency") ?? currency);
}

function dataOf({ object, dashboard }: StripeEvent): Record<string, unknown> {
  const item = firstItem(object);
  const reason = textAt(object, "cancellation_details.reason");
  const id = textAt(object, "id");
  const endsOn = at(object, "ended_at", "cancel_at");
  const url = dashboardUrl(dashboard, "subscriptions", id);
  return present({
    subscriptionId: id,
    plan: planOf(item),
    price: priceOf(item, textAt(object, "currency")),
    mrr: mrrOf(item, textAt(object, "currency")),
    interval: intervalOf(item),
    seats: countAt(item, "quantity"),
    status: textAt(object, "status"),
    startsOn: at(object, "start_date"),
    trialEndsOn: at(object, "trial_end"),
    endsOn,
    renewsOn:
      endsOn === undefined ? at(object, "current_period_end", "items.data.0.current_period_end") : undefined,
    resumesOn: at(object, "pause_collection.resumes_at"),
    reason: reason === undefined ? undefined : (cancelReasons[reason] ?? reason.replaceAll("_", " ")),
    reasonCode: reason,
    feedback: textAt(object, "cancellation_details.feedback")?.replaceAll("_", " "),
    comment: textAt(object, "cancellation_details.comment"),
    url,
    dashboardUrl: url,
  });
}

const tells =
  (type: string): Rule =>
  (event) => ({ type, data: dataOf(event) });

const created: Rule = (event) => {
  switch (textAt(event.object, "status")) {
    case "trialing":
      return { type: "trial.started", data: dataOf(event) };
    case "incomplete":
      return nothingToTell("The first payment is still open; it is told when the subscription begins.");
    default:
      return { type: "subscription.started", data: dataOf(event) };
  }
};

/** From one state to another. What an invoice's own event tells is not told twice. */
function movedTo(event: StripeEvent, before: string, after: string | undefined): Told | undefined {
  if (after === "active" && before === "trialing") return { type: "trial.converted", data: dataOf(event) };
  if ((after === "active" || after === "trialing") && before === "incomplete") {
    return { type: after === "active" ? "subscription.started" : "trial.started", data: dataOf(event) };
  }
  if (after === "incomplete_expired") return { type: "subscription.expired", data: dataOf(event) };
  if (after === "past_due" || after === "unpaid") return toldBy("invoice.payment_failed");
  if (after === "active" && (before === "past_due" || before === "unpaid")) return toldBy("invoice.paid");
  if (after === "paused") return toldBy("customer.subscription.paused");
  if (before === "paused") return toldBy("customer.subscription.resumed");
  if (after === "canceled") return toldBy("customer.subscription.deleted");
  return undefined;
}

const has = (object: Payload, name: string) => Object.hasOwn(object, name);

function renewalSwitched({ object, previous }: StripeEvent): "off" | "on" | undefined {
  if (has(previous, "cancel_at_period_end")) return object.cancel_at_period_end === true ? "off" : "on";
  if (!has(previous, "cancel_at")) return undefined;
  return numberAt(object, "cancel_at") === undefined ? "on" : "off";
}

function changedPlan(event: StripeEvent): Told | undefined {
  const { object, previous } = event;
  if (!["items", "plan", "quantity"].some((name) => has(previous, name))) return undefined;
  const before = listOf(valueAt(previous, "items.data"))[0] ?? previous;
  const [oldPlan, newPlan] = [planOf(before), planOf(firstItem(object))];
  const [oldSeats, newSeats] = [countAt(before, "quantity"), countAt(firstItem(object), "quantity")];
  const isOther =
    (oldPlan !== undefined && oldPlan !== newPlan) || (oldSeats !== undefined && oldSeats !== newSeats);
  if (!isOther) return undefined;
  const currency = textAt(object, "currency");
  const [previousPrice, previousMrr] = [priceOf(before, currency), mrrOf(before, currency)];
  return {
    type: "subscription.changed",
    data: {
      ...dataOf(event),
      ...present({ previousPlan: oldPlan, previousSeats: oldSeats, previousPrice, previousMrr }),
    },
  };
}

const updated: Rule = (event) => {
  const { object, previous } = event;
  const before = textAt(previous, "status");
  const moved = before === undefined ? undefined : movedTo(event, before, textAt(object, "status"));
  if (moved) return moved;
  const renewal = renewalSwitched(event);
  if (renewal === "off") {
    const isTrial = textAt(object, "status") === "trialing";
    return { type: isTrial ? "trial.cancelled" : "subscription.cancelled", data: dataOf(event) };
  }
  if (renewal === "on") return { type: "subscription.uncancelled", data: dataOf(event) };
  if (has(previous, "pause_collection")) {
    const isPaused = valueAt(object, "pause_collection") !== null;
    return { type: isPaused ? "subscription.paused" : "subscription.resumed", data: dataOf(event) };
  }
  const changed = changedPlan(event);
  if (changed) return changed;
  if (has(previous, "current_period_end") || has(previous, "latest_invoice") || has(previous, "items")) {
    return toldBy("invoice.paid");
  }
  const names = Object.keys(previous).slice(0, 5).join(", ");
  return nothingToTell(`Only this changed: ${names || "nothing that Stripe names"}.`);
};

/** The end. Of one that was cancelled before it is the last word; of another, the cancellation itself. */
const deleted: Rule = (event) => {
  const { object } = event;
  const wasCancelled = object.cancel_at_period_end === true || numberAt(object, "cancel_at") !== undefined;
  return { type: wasCancelled ? "subscription.expired" : "subscription.cancelled", data: dataOf(event) };
};

/** What is told of `customer.subscription.*`. */
export const subscriptionRules: Readonly<Record<string, Rule>> = {
  "customer.subscription.created": created,
  "customer.subscription.updated": updated,
  "customer.subscription.deleted": deleted,
  "customer.subscription.trial_will_end": tells("trial.expiring"),
  "customer.subscription.paused": tells("subscription.paused"),
  "customer.subscription.resumed": tells("subscription.resumed"),
};
