"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { RuleChoices } from "./choices";
import { CustomerInput, type FindCustomers } from "./customer-input";
import { fitOf } from "./draft-fit";
import { emptyOverride, isSeverity, type OverrideRow, overridesIn } from "./draft-json";
import { severityOptions } from "./severity-options";
import type { DraftForm } from "./use-draft";

type Props = { form: DraftForm; choices: RuleChoices; findCustomers: FindCustomers };
type RowProps = Omit<Props, "form"> & {
  row: OverrideRow;
  hasBound: boolean;
  position: number;
  change: (row: OverrideRow) => void;
  remove: () => void;
};

function Row({ row, hasBound, position, change, remove, choices, findCustomers }: RowProps) {
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-2 sm:flex">
      <span className="max-sm:col-span-full sm:flex-[1.3]">
        <CustomerInput
          aria-label={`Customer of exception ${position}`}
          placeholder="Customer"
          value={row.customerId}
          change={(customerId) => change({ ...row, customerId })}
          known={choices.customers}
          find={findCustomers}
        />
      </span>
      {hasBound && (
        <Input
          aria-label={`Threshold of exception ${position}`}
          placeholder="Threshold"
          inputMode="decimal"
          value={row.value}
          disabled={row.muted}
          onChange={(event) => change({ ...row, value: event.target.value })}
          className="max-sm:col-span-full sm:w-28"
        />
      )}
      <Select
        aria-label={`Severity of exception ${position}`}
        value={row.severity}
        disabled={row.muted}
        onChange={(event) => {
          const severity = event.target.value;
          change({ ...row, severity: isSeverity(severity) ? severity : "" });
        }}
        className="max-sm:col-span-full sm:w-36"
      >
        <option value="">As the rule</option>
        {severityOptions.map(([severity, word]) => (
          <option key={severity} value={severity}>
            {word}
          </option>
        ))}
      </Select>
      <Checkbox
        label="Never tell"
        aria-label={`Never tell of exception ${position}`}
        checked={row.muted}
        onChange={(event) => change({ ...row, muted: event.target.checked })}
      />
      <Button variant="quiet" size="icon" onClick={remove} aria-label={`Remove exception ${position}`}>
        <X aria-hidden />
      </Button>
    </li>
  );
}

/** What is different for single customers: another threshold, another severity, or silence. */
export function OverridesField({ form, choices, findCustomers }: Props) {
  const [rows, setRows] = useState(() =>
    overridesIn(form.draft.overrides).map((row, key) => ({ ...row, key })),
  );
  const errors = form.errorsOf("overrides");
  const keep = (next: typeof rows) => {
    setRows(next);
    const kept = next.map(({ key: _, ...row }) => row);
    form.set({ overrides: kept.length === 0 ? "" : JSON.stringify(kept) });
  };
  return (
    <div className="grid gap-3">
      <input type="hidden" name="overrides" value={form.draft.overrides} />
      <ul className="grid gap-3 empty:hidden">
        {rows.map((row, index) => (
          <Row
            key={row.key}
            row={row}
            hasBound={fitOf(form.draft).hasBound}
            position={index + 1}
            choices={choices}
            findCustomers={findCustomers}
            change={(changed) =>
              keep(rows.map((each) => (each.key === row.key ? { ...changed, key: row.key } : each)))
            }
            remove={() => keep(rows.filter(({ key }) => key !== row.key))}
          />
        ))}
      </ul>
      <div>
        <Button
          size="sm"
          onClick={() => keep([...rows, { ...emptyOverride, key: (rows.at(-1)?.key ?? -1) + 1 }])}
        >
          <Plus aria-hidden />
          Add exception
        </Button>
      </div>
      {errors && (
        <p role="alert" className="text-sm text-bad">
          {errors.join(" ")}
        </p>
      )}
    </div>
  );
}
