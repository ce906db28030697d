import { describe, expect, it } from "vitest";
import type { Filter } from "@/lib/routing/filter";
import { parseFilter } from "@/lib/routing/filter";
import { describeFilter, draftOf, emptyDraft, filterOf } from "./filter-draft";

const flat: Filter = {
  any: [
    { field: "data.amount", operator: "gte", value: "100" },
    { field: "customer.tier", operator: "in", value: ["growth", "enterprise"] },
    { field: "data.trial", operator: "eq", value: false },
    { field: "customer.email", operator: "exists", value: false },
  ],
};

describe("the filter builder's draft", () => {
  it("gives back the filter that it was made from", () => {
    const draft = draftOf(flat);
    expect(draft?.conditions).toHaveLength(4);
    expect(draft && filterOf(draft)).toEqual(flat);
  });

  it("makes filters that the routes accept", () => {
    const draft = draftOf(flat);
    expect(parseFilter(draft && filterOf(draft))).toMatchObject({ ok: true });
  });

  it("means no filter when it has no lines", () => {
    expect(draftOf(null)).toEqual(emptyDraft);
    expect(filterOf(emptyDraft)).toBeNull();
  });

  it("shows a lone condition as a list of one", () => {
    const lone: Filter = { field: "data.plan", operator: "eq", value: "pro" };
    expect(draftOf(lone)).toEqual({
      join: "all",
      conditions: [{ field: "data.plan", operator: "eq", value: "pro" }],
    });
  });

  it("refuses what it cannot show without loss", () => {
    expect(draftOf({ not: flat })).toBeUndefined();
    expect(draftOf({ all: [flat] })).toBeUndefined();
  });
});

describe("a filter in words", () => {
  it("reads as one line", () => {
    expect(describeFilter(flat)).toBe(
      "data.amount is at least 100 or customer.tier is one of growth, enterprise or data.trial is false or customer.email is not there",
    );
    expect(describeFilter(null)).toBe("Always");
    expect(describeFilter({ not: { field: "data.plan", operator: "starts_with", value: "pro" } })).toBe(
      "not (data.plan starts with pro)",
    );
  });
});
