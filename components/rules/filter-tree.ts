import { conditionOf, type DraftCondition, draftCondition } from "@/components/routes/filter-draft";
import type { Filter } from "@/lib/routing/filter";

/** How the lines of a group are joined: all hold, any holds, none holds. */
export type Join = "all" | "any" | "none";
export type TreeGroup = { kind: "group"; key: string; join: Join; children: TreeNode[] };
export type TreeLine = { kind: "line"; key: string } & DraftCondition;
export type TreeNode = TreeGroup | TreeLine;

export const emptyTree: TreeGroup = { kind: "group", key: "0", join: "all", children: [] };
export const emptyLine = (key: string): TreeLine => ({
  kind: "line",
  key,
  field: "",
  operator: "eq",
  value: "",
});

function groupOf(filter: Filter, key: string): TreeGroup {
  const nodes = (filters: readonly Filter[]) =>
    filters.map((child, index) => nodeOf(child, `${key}.${index}`));
  if ("all" in filter) return { kind: "group", key, join: "all", children: nodes(filter.all) };
  if ("any" in filter) return { kind: "group", key, join: "any", children: nodes(filter.any) };
  if ("not" in filter) {
    const inner = "any" in filter.not ? filter.not.any : [filter.not];
    return { kind: "group", key, join: "none", children: nodes(inner) };
  }
  return { kind: "group", key, join: "all", children: nodes([filter]) };
}

function nodeOf(filter: Filter, key: string): TreeNode {
  return "operator" in filter ? { kind: "line", key, ...draftCondition(filter) } : groupOf(filter, key);
}

/** A filter as the builder shows it. Any filter can be shown. */
export function treeOf(filter: Filter | null): TreeGroup {
  return filter === null ? emptyTree : groupOf(filter, "0");
}

function meaningOf(node: TreeNode): Filter | null {
  if (node.kind === "line") return node.field.trim() === "" ? null : conditionOf(node);
  const parts = node.children.flatMap((child) => meaningOf(child) ?? []);
  const [only] = parts;
  if (only === undefined) return null;
  if (node.join === "none") return { not: parts.length === 1 ? only : { any: parts } };
  if (parts.length === 1) return only;
  return node.join === "all" ? { all: parts } : { any: parts };
}

/** What the builder's tree means; a line without a field and a group without lines mean nothing. Null when nothing is left. */
export const filterOfTree = (root: TreeGroup): Filter | null => meaningOf(root);

/** The tree with one node changed, or taken away where `change` answers null. */
export function changeNode(
  root: TreeGroup,
  key: string,
  change: (node: TreeNode) => TreeNode | null,
): TreeGroup {
  const walk = (node: TreeNode): TreeNode[] => {
    const changed = node.key === key ? change(node) : node;
    if (changed === null) return [];
    return [changed.kind === "group" ? { ...changed, children: changed.children.flatMap(walk) } : changed];
  };
  const changed = root.key === key ? change(root) : root;
  if (changed?.kind !== "group") return emptyTree;
  return { ...changed, children: changed.children.flatMap(walk) };
}

/** A key that no child of the group has. */
export function freshKey({ key, children }: TreeGroup): string {
  const last = Math.max(-1, ...children.map((child) => Number(child.key.split(".").at(-1))));
  return `${key}.${last + 1}`;
}
