import { describe, expect, test } from "vitest";
import { mapRevenueCat } from "./map";

const event = (fields: Record<string, unknown>) => ({
  api_version: "1.0",
  event: {
    id: "e1",
    type: "RENEWAL",
    event_timestamp_ms: 1_663_976_618_000,
    app_user_id: "12345",
    ...fields,
  },
});

function mapped(fields: Record<string, unknown>) {
  const mapping = mapRevenueCat(event(fields), {});
  if (mapping.status !== "event") throw new Error("It is no event.");
  return mapping;
}

describe("RevenueCat's payload", () => {
  test.each([
    [
      "the customer's currency",
      { price: 5.99, price_in_purchased_currency: 6.49, currency: "EUR" },
      "6.49",
      "EUR",
    ],
    [
      "dollars when the currency is not known",
      { price: 5.99, price_in_purchased_currency: 6.49 },
      "5.99",
      "USD",
    ],
    ["dollars when the price in it is not known", { price: 5.99, currency: "EUR" }, "5.99", "USD"],
    ["no noise of binary fractions", { price: 0.1 + 0.2 }, "0.30", "USD"],
    ["a refund below zero", { price: -9.99 }, "-9.99", "USD"],
    ["yen", { price: 5, price_in_purchased_currency: 600, currency: "JPY" }, "600.00", "JPY"],
  ])("has a price in %s (RC-21)", (_, fields, amount, currency) => {
    expect(mapped(fields).event.data.price).toEqual({ amount, currency });
  });

  test.each([
    ["null", { price: null }],
    ["text", { price: "5.99" }],
    ["out of all bounds", { price: 1e300 }],
  ])("has no price when it is %s", (_, fields) => {
    expect(mapped(fields).event.data).not.toHaveProperty("price");
  });

  test.each([
    ["UNSUBSCRIBE", "Turned renewal off"],
    ["BILLING_ERROR", "The charge failed"],
    ["DEVELOPER_INITIATED", "Cancelled by the developer"],
    ["PRICE_INCREASE", "Did not agree to a price increase"],
    ["CUSTOMER_SUPPORT", "Refunded by customer support"],
    ["UNKNOWN", "No reason was given"],
    ["SOMETHING_NEW", "Something new"],
  ])("says %s in words (RC-29)", (cancel_reason, reason) => {
    expect(mapped({ type: "CANCELLATION", cancel_reason }).event.data).toMatchObject({
      reasonCode: cancel_reason,
      reasonText: reason,
    });
  });

  test.each([
    ["SANDBOX", "sandbox"],
    ["PRODUCTION", "production"],
    [undefined, undefined],
  ])("of environment %s is %s (RC-25)", (environment, wanted) => {
    expect(mapped({ environment }).event.environment).toBe(wanted);
  });

  test("keeps its time (RC-22), its id and what belongs together", () => {
    expect(mapped({ original_transaction_id: "1000" })).toMatchObject({
      id: "e1",
      vendorId: "e1",
      event: { occurredAt: "2022-09-23T23:43:38.000Z", data: { subscriptionId: "1000" } },
    });
  });

  test("that we have no name for can be routed by its own, with all its fields", () => {
    const { event: told } = mapped({ type: "BRAND_NEW_TYPE", shiny: { deep: true } });
    expect(told).toMatchObject({
      type: "revenuecat.brand_new_type",
      data: { payload: { shiny: { deep: true } } },
    });
  });

  test("of a transfer is about who it goes to", () => {
    const fields = {
      type: "TRANSFER",
      app_user_id: undefined,
      transferred_from: ["a"],
      transferred_to: ["b", "c"],
    };
    expect(mapped(fields).event).toMatchObject({
      customer: { id: "b" },
      data: { transferredTo: ["b", "c"] },
    });
  });

  test("names the customer by the attributes that are reserved for it", () => {
    const subscriber_attributes = {
      $displayName: { value: "Kim" },
      $email: { value: "kim@x.test" },
      plan: { value: "a" },
    };
    expect(mapped({ subscriber_attributes }).event.customer).toEqual({
      id: "12345",
      name: "Kim",
      email: "kim@x.test",
      attributes: { $displayName: "Kim", $email: "kim@x.test", plan: "a" },
    });
  });

  test.each([
    [null],
    [[]],
    ["x"],
    [{}],
    [{ event: [] }],
    [{ event: { type: 7.5e300 } }],
    [{ event: { type: " " } }],
  ])("is none: %j", (body) => {
    expect(["unusable", "event"]).toContain(mapRevenueCat(body, {}).status);
  });
});
