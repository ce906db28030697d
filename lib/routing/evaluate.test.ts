import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testOf } from "./condition";
import { compileFilter, evaluate, passes } from "./evaluate";
import type { RoutableEvent } from "./field";
import { readerOf } from "./field";
import type { Filter } from "./filter";
import { anyEvent, anyFilter } from "./testing/arbitrary";

const event: RoutableEvent = {
  type: "payment.failed",
  source: "api",
  environment: "production",
  externalId: "x",
  occurredAt: new Date("2026-11-21T09:00:00Z"),
  customer: { tier: "enterprise" },
  data: {
    amount: "129.00",
    tags: ["a", { b: 1 }, 3, 4, 5, 6],
    money: { amount: "1", currency: "USD" },
    long: "ab ".repeat(500),
  },
};
const checksOf = (filter: Filter) => evaluate(compileFilter(filter), event);

/** The definition, without compiling, cutting short or collecting. */
function holds(filter: Filter, given: RoutableEvent): boolean {
  if ("all" in filter) return filter.all.map((child) => holds(child, given)).every(Boolean);
  if ("any" in filter) return filter.any.map((child) => holds(child, given)).some(Boolean);
  if ("not" in filter) return !holds(filter.not, given);
  return testOf(filter)(readerOf(filter.field)(given));
}

describe("evaluating a filter", () => {
  test("shows every comparison with what was seen, in order, also after one that failed", () => {
    const filter: Filter = {
      all: [
        { field: "customer.tier", operator: "eq", value: "starter" },
        { field: "data.amount", operator: "gte", value: 100 },
        { field: "data.gone", operator: "in", value: ["a", 5] },
      ],
    };
    expect(checksOf(filter)).toEqual([
      { path: "customer.tier", operator: "eq", expected: "starter", seen: "enterprise", passed: false },
      { path: "data.amount", operator: "gte", expected: "100", seen: "129.00", passed: true },
      { path: "data.gone", operator: "in", expected: "a, 5", seen: null, passed: false },
    ]);
  });

  test("turns the outcome round below a not, and back below two", () => {
    const leaf: Filter = { field: "customer.tier", operator: "eq", value: "enterprise" };
    expect(checksOf({ not: leaf })).toMatchObject([{ negated: true, passed: false }]);
    expect(checksOf({ not: { not: leaf } })).toMatchObject([{ passed: true }]);
    expect(checksOf({ not: { not: leaf } })[0]).not.toHaveProperty("negated");
  });

  test.each([
    ["data.tags", "[a, {…}, 3, 4, 5, …]"],
    ["data.money", "{amount: 1, currency: USD}"],
    ["data.tags.2", "3"],
  ])("shows %s as %s", (field, seen) => {
    expect(checksOf({ field, operator: "exists", value: true })).toMatchObject([{ seen }]);
  });

  test("cuts a long value short", () => {
    const [check] = checksOf({ field: "data.long", operator: "contains", value: "b" });
    expect(check?.seen?.length).toBeLessThanOrEqual(120);
    expect(check?.passed).toBe(true);
  });

  test("what it shows of a sender's value never holds half a character, NUL or a line break", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 300 }), (units) => {
        const text = String.fromCharCode(...units);
        const [check] = evaluate(compileFilter({ field: "data.x", operator: "exists", value: true }), {
          ...event,
          data: { x: text },
        });
        expect(check?.seen?.isWellFormed()).toBe(true);
        expect(check?.seen).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test("passes just when the definition says so, and shows one check a comparison", () => {
    const count = (filter: Filter): number => {
      if ("not" in filter) return count(filter.not);
      const children = "all" in filter ? filter.all : "any" in filter ? filter.any : undefined;
      return children ? children.reduce((sum, child) => sum + count(child), 0) : 1;
    };
    fc.assert(
      fc.property(anyFilter, anyEvent, (filter, given) => {
        expect(passes(compileFilter(filter), given)).toBe(holds(filter, given));
        expect(evaluate(compileFilter(filter), given)).toHaveLength(count(filter));
      }),
      { numRuns: 500 },
    );
  });
});
