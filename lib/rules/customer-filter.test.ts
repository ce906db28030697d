import { describe, expect, test } from "vitest";
import { compileCustomerFilter } from "./customer-filter";
import { compileExpression } from "./expression";

const acme = {
  id: "acme",
  tier: "gold",
  zone: "red",
  mrr: { amount: "1299.00", currency: "USD" },
  healthScore: 39.5,
  attributes: { seats: 12, tags: ["a", "b"] },
};
const reasonOf = (source: string, value: string | null = "11", compared: string | null = null) => {
  const admission = compileCustomerFilter(null, source)(acme, value, compared);
  return admission.ok ? null : admission.reason;
};

describe("who counts", () => {
  test("is asked by the filter, and the excluded never do", () => {
    const filter = compileCustomerFilter(
      {
        all: [
          { field: "customer.zone", operator: "eq", value: "red" },
          { field: "customer.mrr.amount", operator: "gte", value: 1299 },
        ],
      },
      undefined,
    );
    expect(filter(acme, null, null)).toEqual({ ok: true });
    expect(filter({ ...acme, mrr: { amount: "1298.99", currency: "USD" } }, null, null)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("customer.mrr.amount is 1298.99"),
    });
    expect(filter(null, null, null).ok).toBe(false);
    expect(filter({ ...acme, excluded: true }, null, null)).toEqual({
      ok: false,
      reason: "the customer is excluded",
    });
  });

  test.each([
    "customer.tier == 'gold' && value > 10",
    "double(customer.mrr.amount) >= 1299.0",
    "customer.healthScore < 40",
    "customer.attributes.tags.exists(tag, tag == 'b')",
    "customer.attributes.tags.all(tag, customer.attributes.tags.exists(other, other == tag))",
    "compared == null || value > compared",
    "customer.tier.matches('^g.*d$')",
    "!has(customer.renewalOn)",
  ])("is asked by %s", (source) => {
    expect(reasonOf(source)).toBeNull();
  });

  test("does not hold where the expression says no, fails, or answers something else", () => {
    expect(reasonOf("value > 11")).toBe("the expression does not hold");
    expect(reasonOf("customer.nothing > 1")).toContain("could not be answered");
    expect(reasonOf("size(customer.tier)")).toContain("true or false");
    const long = { ...acme, attributes: { tags: Array.from({ length: 101 }, () => "a") } };
    const filter = compileCustomerFilter(null, "customer.attributes.tags.exists(tag, tag == 'b')");
    expect(filter(long, null, null)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("more than 100 items"),
    });
  });

  test.each([
    ["customer.tier ==", "cannot be read"],
    ["event.type == 'a'", "does not know event"],
    ["process.exit()", "does not know process"],
    [`customer.tier in [${Array.from({ length: 101 }, (_, index) => index).join(",")}]`, "more than 100"],
    ["[1].all(a, [1].all(b, [1].all(c, true)))", "deeper than 2"],
    ["[1].all(a, (customer.x + customer.x).all(b, true))", "must not add so much up"],
    [`value > ${"1".repeat(2_000)}`, "2000 characters"],
  ])("%s is refused", (source, words) => {
    expect(compileExpression(source)).toMatchObject({ ok: false, message: expect.stringContaining(words) });
  });
});
