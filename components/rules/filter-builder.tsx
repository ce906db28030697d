"use client";

import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { ConditionRow } from "@/components/routes/condition-row";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { parseFilter } from "@/lib/routing/filter";
import { readJson } from "./draft-json";
import {
  changeNode,
  emptyLine,
  filterOfTree,
  freshKey,
  type Join,
  type TreeGroup,
  type TreeNode,
  treeOf,
} from "./filter-tree";

type Change = (key: string, change: (node: TreeNode) => TreeNode | null) => void;
type GroupProps = { group: TreeGroup; change: Change; fieldsList: string; label: string; isRoot?: boolean };

const joins: Record<Join, string> = {
  all: "All of these hold",
  any: "Any of these holds",
  none: "None of these holds",
};
const isJoin = (text: string): text is Join => Object.hasOwn(joins, text);

const mostDepth = 4;

/** The number of a line as it is read out: 2.1 is the first in the second group. */
const positionOf = (label: string, index: number) =>
  label === "" ? `${index + 1}` : `${label}.${index + 1}`;

function GroupHead({ group, change, label, isRoot = false }: Omit<GroupProps, "fieldsList">) {
  return (
    <div className="flex items-center gap-2">
      <Select
        aria-label={label === "" ? "How the conditions are joined" : `How group ${label} is joined`}
        value={group.join}
        onChange={(event) => {
          const join = event.target.value;
          if (isJoin(join)) change(group.key, (node) => (node.kind === "group" ? { ...node, join } : node));
        }}
        className="w-44"
      >
        {Object.entries(joins).map(([join, words]) => (
          <option key={join} value={join}>
            {words}
          </option>
        ))}
      </Select>
      {!isRoot && (
        <Button
          variant="quiet"
          size="icon"
          aria-label={`Remove group ${label}`}
          onClick={() => change(group.key, () => null)}
        >
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

function Group({ group, change, fieldsList, label, isRoot = false }: GroupProps) {
  const add = (make: (key: string) => TreeNode) =>
    change(group.key, (node) =>
      node.kind === "group" ? { ...node, children: [...node.children, make(freshKey(node))] } : node,
    );
  const depth = group.key.split(".").length;
  return (
    <div className="grid gap-2">
      {(group.children.length > 1 || group.join === "none" || !isRoot) && (
        <GroupHead group={group} change={change} label={label} isRoot={isRoot} />
      )}
      <ul className="grid gap-2 empty:hidden">
        {group.children.map((child, index) => {
          const position = positionOf(label, index);
          return child.kind === "line" ? (
            <ConditionRow
              key={child.key}
              position={position}
              condition={child}
              fieldsList={fieldsList}
              fieldHint="customer.tier"
              change={(condition) =>
                change(child.key, () => ({ ...condition, kind: "line", key: child.key }))
              }
              remove={() => change(child.key, () => null)}
            />
          ) : (
            <li key={child.key} className="border-l-2 border-line-strong pl-3">
              <Group group={child} change={change} fieldsList={fieldsList} label={position} />
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => add(emptyLine)}>
          <Plus aria-hidden />
          Add condition{label === "" ? "" : ` to group ${label}`}
        </Button>
        {depth < mostDepth && (
          <Button
            size="sm"
            variant="quiet"
            onClick={() =>
              add((key) => ({ kind: "group", key, join: "any", children: [emptyLine(`${key}.0`)] }))
            }
          >
            <Plus aria-hidden />
            Add group{label === "" ? "" : ` to group ${label}`}
          </Button>
        )}
      </div>
    </div>
  );
}

type Props = {
  name: string;
  legend: string;
  /** The filter as JSON; empty for none. */
  json: string;
  change: (json: string) => void;
  fields: readonly string[];
  errors: string[] | undefined;
};

function treeIn(json: string): TreeGroup {
  const parsed = parseFilter(readJson(json));
  return treeOf(parsed.ok ? parsed.filter : null);
}

/** A filter as a tree: lines, and groups of lines of which all, any or none must hold. */
export function FilterBuilder({ name, legend, json, change, fields, errors }: Props) {
  const fieldsList = useId();
  const [tree, setTree] = useState(() => treeIn(json));
  const apply: Change = (key, changed) => {
    const next = changeNode(tree, key, changed);
    const filter = filterOfTree(next);
    setTree(next);
    change(filter ? JSON.stringify(filter) : "");
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium text-ink">{legend}</legend>
      <input type="hidden" name={name} value={json} />
      <datalist id={fieldsList}>
        {fields.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
      <Group group={tree} change={apply} fieldsList={fieldsList} label="" isRoot />
      {errors && (
        <p role="alert" className="text-sm text-bad">
          {errors.join(" ")}
        </p>
      )}
    </fieldset>
  );
}
