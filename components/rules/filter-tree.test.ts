import { describe, expect, test } from "vitest";
import type { Filter } from "@/lib/routing/filter";
import { joinFilter, splitFilter } from "./filter-shortcuts";
import { changeNode, emptyLine, filterOfTree, freshKey, treeOf } from "./filter-tree";

const tier = (value: string): Filter => ({ field: "customer.tier", operator: "eq", value });
const filters: Filter[] = [
  tier("growth"),
  { all: [tier("a"), { any: [tier("b"), tier("c")] }] },
  { not: { any: [tier("a"), tier("b")] } },
  { not: { all: [tier("a"), tier("b")] } },
  { any: [{ not: tier("a") }, { all: [tier("b"), { not: { all: [tier("c"), tier("d")] } }] }] },
];

describe("the tree of a filter", () => {
  test.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
    "gives back %s",
    (_, filter) => expect(filterOfTree(treeOf(filter))).toEqual(filter),
  );

  test("means nothing while it is empty, and lines without a field do not count", () => {
    expect(filterOfTree(treeOf(null))).toBeNull();
    const withBlank = changeNode(treeOf(null), "0", (node) =>
      node.kind === "group" ? { ...node, children: [emptyLine(freshKey(node))] } : node,
    );
    expect(withBlank.children).toHaveLength(1);
    expect(filterOfTree(withBlank)).toBeNull();
  });

  test("changes and takes away one node, deep inside as well", () => {
    const tree = treeOf({ all: [tier("a"), { any: [tier("b"), tier("c")] }] });
    const changed = changeNode(tree, "0.1.1", (node) =>
      node.kind === "line" ? { ...node, value: "z" } : node,
    );
    expect(filterOfTree(changed)).toEqual({ all: [tier("a"), { any: [tier("b"), tier("z")] }] });
    expect(filterOfTree(changeNode(changed, "0.1", () => null))).toEqual(tier("a"));
  });

  test("gives every child a key of its own", () => {
    const tree = treeOf({ all: [tier("a"), tier("b"), tier("c")] });
    expect(freshKey(changeNode(tree, "0.1", () => null))).toBe("0.3");
  });
});

describe("the shortcuts of a filter", () => {
  const mrr: Filter = { field: "customer.mrr.amount", operator: "gte", value: "500" };
  test.each<[string, Filter | null]>([
    ["none", null],
    ["a lone one", mrr],
    [
      "all with a rest",
      { all: [mrr, { field: "customer.zone", operator: "in", value: ["red"] }, { any: [tier("x"), mrr] }] },
    ],
    ["none that stands alone", { any: [mrr, tier("a")] }],
  ])("come back: %s", (_, filter) => expect(joinFilter(splitFilter(filter))).toEqual(filter));

  test("a second one of a kind belongs to the rest", () => {
    const { minMrr, rest } = splitFilter({ all: [mrr, { ...mrr, value: "900" }] });
    expect([minMrr, rest]).toEqual(["500", { ...mrr, value: "900" }]);
  });
});
