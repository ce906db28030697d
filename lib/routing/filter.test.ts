import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filterLimits, parseFilter } from "./filter";
import { anyFilter } from "./testing/arbitrary";

const leaf = { field: "data.n", operator: "gt", value: 5 };
const nested = (levels: number): unknown => (levels <= 1 ? leaf : { not: nested(levels - 1) });

describe("a filter from outside", () => {
  test("is taken as it is", () => {
    const filter = {
      all: [leaf, { any: [{ not: leaf }, { field: "customer.tier", operator: "in", value: ["a", 1] }] }],
    };
    expect(parseFilter(filter)).toEqual({ ok: true, filter });
  });

  test("may leave out the value of exists", () => {
    const parsed = parseFilter({ field: "data.n", operator: "exists" });
    expect(parsed).toEqual({ ok: true, filter: { field: "data.n", operator: "exists", value: true } });
  });

  test.each([
    [null, ""],
    ["x", ""],
    [[leaf], ""],
    [{}, ""],
    [{ all: [] }, "/all"],
    [{ any: leaf }, "/any"],
    [{ all: [leaf, null] }, "/all/1"],
    [{ all: [leaf], any: [leaf] }, "/any"],
    [{ not: leaf, all: [leaf] }, "/not"],
    [{ ...leaf, extra: 1 }, "/extra"],
    [{ not: { ...leaf, "a/b": 1 } }, "/not/a~1b"],
    [{ all: [{ ...leaf, field: "secret.x" }] }, "/all/0/field"],
    [{ ...leaf, field: "data.__proto__ ", operator: "like" }, "/operator"],
    [{ ...leaf, operator: "toString" }, "/operator"],
    [{ ...leaf, value: "many" }, "/value"],
    [{ ...leaf, value: null }, "/value"],
    [{ ...leaf, operator: "eq", value: null }, "/value"],
    [{ ...leaf, operator: "eq", value: { a: 1 } }, "/value"],
    [{ ...leaf, operator: "in", value: [] }, "/value"],
    [{ ...leaf, operator: "in", value: "a" }, "/value"],
    [{ ...leaf, operator: "in", value: ["a", null] }, "/value/1"],
    [{ ...leaf, operator: "in", value: Array.from({ length: 101 }, (_, n) => n) }, "/value"],
    [{ ...leaf, operator: "starts_with", value: "" }, "/value"],
    [{ ...leaf, operator: "contains", value: "" }, "/value"],
    [{ ...leaf, operator: "exists", value: "yes" }, "/value"],
    [{ ...leaf, operator: "eq", value: "x".repeat(1_001) }, "/value"],
    [{ ...leaf, operator: "eq", value: "a\u0000b" }, "/value"],
    [{ ...leaf, operator: "eq", value: "\ud800" }, "/value"],
    [{ ...leaf, field: "data.a\u0000" }, "/field"],
    [{ ...leaf, field: `data.${"a".repeat(300)}` }, "/field"],
  ])("%j is refused at %s", (value, pointer) => {
    expect(parseFilter(value)).toEqual({ ok: false, pointer, message: expect.any(String) });
  });

  test("is refused where it is too deep, however deep it goes on", () => {
    expect(parseFilter(nested(filterLimits.depth)).ok).toBe(true);
    const pointer = "/not".repeat(filterLimits.depth);
    expect(parseFilter(nested(filterLimits.depth + 1))).toEqual({
      ok: false,
      pointer,
      message: expect.stringContaining("10"),
    });
    expect(parseFilter(JSON.parse(`${'{"not":'.repeat(100_000)}1${"}".repeat(100_000)}`))).toMatchObject({
      ok: false,
      pointer,
    });
  });

  test("is refused where it is too large", () => {
    const all = Array.from({ length: filterLimits.nodes }, () => leaf);
    expect(parseFilter({ all: all.slice(1) }).ok).toBe(true);
    expect(parseFilter({ all })).toEqual({
      ok: false,
      pointer: "/all/199",
      message: expect.stringContaining("200"),
    });
  });

  test("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof parseFilter(value).ok).toBe("boolean");
      }),
    );
  });

  test("is the same when it is read again", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(filter)).toEqual({ ok: true, filter });
      }),
    );
  });
});
