"use client";

import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/text-field";
import { ConditionRow } from "./condition-row";
import { type Draft, type DraftCondition, filterOf } from "./filter-draft";

type Line = DraftCondition & { key: number };
type Props = {
  /** What to start from; undefined when only JSON can show it. */
  draft: Draft | undefined;
  json: string;
  /** Fields to suggest. */
  fields: string[];
  errors: string[] | undefined;
};

const blank: DraftCondition = { field: "", operator: "eq", value: "" };

/** The conditions as lines; posts them as JSON in a hidden input. */
function Lines({ draft, fields }: { draft: Draft; fields: string[] }) {
  const fieldsList = useId();
  const [join, setJoin] = useState(draft.join);
  const [lines, setLines] = useState<Line[]>(
    draft.conditions.map((condition, key) => ({ ...condition, key })),
  );
  const [nextKey, setNextKey] = useState(lines.length);
  const complete = lines
    .filter((line) => line.field.trim() !== "")
    .map(({ key: _, ...condition }) => condition);
  const filter = filterOf({ join, conditions: complete });

  function add() {
    setLines([...lines, { ...blank, key: nextKey }]);
    setNextKey(nextKey + 1);
  }

  return (
    <>
      <input type="hidden" name="filter" value={filter ? JSON.stringify(filter) : ""} />
      <datalist id={fieldsList}>
        {fields.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
      {lines.length === 0 && <p className="text-sm text-ink-muted">Every event of these types is sent.</p>}
      {lines.length > 1 && (
        <div className="flex items-center gap-2 text-sm">
          <Select
            aria-label="How the conditions are joined"
            value={join}
            onChange={(event) => setJoin(event.target.value === "any" ? "any" : "all")}
            className="w-40"
          >
            <option value="all">All of these hold</option>
            <option value="any">Any of these holds</option>
          </Select>
        </div>
      )}
      <ul className="grid gap-2 empty:hidden">
        {lines.map((line, index) => (
          <ConditionRow
            key={line.key}
            position={index + 1}
            condition={line}
            fieldsList={fieldsList}
            change={(condition) =>
              setLines(lines.map((each) => (each.key === line.key ? { ...condition, key: line.key } : each)))
            }
            remove={() => setLines(lines.filter((each) => each.key !== line.key))}
          />
        ))}
      </ul>
      <div>
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          Add condition
        </Button>
      </div>
    </>
  );
}

/** What an event must look like to be sent: lines where they can say it, JSON for nested filters. */
export function FilterBuilder({ draft, json, fields, errors }: Props) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">Only when</legend>
      {draft ? (
        <>
          <Lines draft={draft} fields={fields} />
          {errors && (
            <p role="alert" className="text-sm text-bad">
              {errors.join(" ")}
            </p>
          )}
        </>
      ) : (
        <TextareaField
          label="Filter as JSON"
          name="filter"
          rows={10}
          defaultValue={json}
          spellCheck={false}
          className="font-mono text-sm"
          hint="This filter is nested, so it is edited as JSON."
          errors={errors}
        />
      )}
    </fieldset>
  );
}
