import { expect, it } from "vitest";
import { humanize } from "./humanize";

it.each([
  ["order.shipped", "Order shipped"],
  ["usage_limit.exceeded", "Usage limit exceeded"],
  ["usageLimitExceeded", "Usage limit exceeded"],
  ["SUBSCRIPTION_PAUSED", "SUBSCRIPTION PAUSED"],
  ["invoiceID", "Invoice ID"],
  ["com.example/order:placed", "Com example order placed"],
  ["revenuecat.something_new", "RevenueCat something new"],
  ["__", "Event"],
])("%s reads %s", (name, expected) => {
  expect(humanize(name)).toBe(expected);
});
