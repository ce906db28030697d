"use client";

import { useActionState, useRef } from "react";
import { Callout } from "@/components/ui/callout";
import { FormStatus } from "@/components/ui/form-status";
import { Pill } from "@/components/ui/pill";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";

/** One rule of a file: what it comes to, and what stands in its way. */
export type ImportedRule = {
  /** Where it stands in the file: "Row 3", "Alert 1". */
  place: string;
  name: string | null;
  sentence: string | null;
  problems: string[];
  /** What it loses or gains on the way. */
  notes: string[];
};

export type ImportResult = {
  isImported: boolean;
  format: string;
  rules: ImportedRule[];
  /** What became of them, in words. */
  outcome: string;
  /** The text, for as long as it was only looked at: a form that was sent is emptied. */
  kept: string;
  destinationId: string;
};

type Props = {
  action: (state: ActionState<ImportResult>, form: FormData) => Promise<ActionState<ImportResult>>;
  destinations: readonly { id: string; name: string }[];
};

function ImportedRow({ rule }: { rule: ImportedRule }) {
  const isBad = rule.problems.length > 0;
  return (
    <li className="grid gap-1 px-3 py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{rule.name ?? "No name"}</span>
        <Pill tone={isBad ? "bad" : "good"}>{isBad ? "Cannot be used" : "Ready"}</Pill>
        <span className="text-ink-faint">{rule.place}</span>
      </p>
      {rule.sentence && <p className="text-ink-muted">{rule.sentence}</p>}
      {rule.problems.length > 0 && (
        <ul className="list-disc pl-5 text-bad">
          {rule.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {rule.notes.length > 0 && (
        <ul className="list-disc pl-5 text-ink-muted">
          {rule.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Outcome({ result }: { result: ImportResult }) {
  const bad = result.rules.filter(({ problems }) => problems.length > 0).length;
  return (
    <div className="grid gap-3">
      <Callout tone={bad > 0 ? "warn" : "good"} live="status" title={result.format}>
        {result.outcome}
      </Callout>
      {result.rules.length > 0 && (
        <ul aria-label="Rules of the file" className="divide-y divide-line rounded-md border border-line">
          {result.rules.map((rule) => (
            <ImportedRow key={rule.place} rule={rule} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Takes rules from a file or from pasted text; says first what they come to. */
export function RuleImportForm({ action, destinations }: Props) {
  const [state, submit] = useActionState<ActionState<ImportResult>, FormData>(action, idle);
  const text = useRef<HTMLTextAreaElement>(null);
  const result = state.status === "done" ? state.value : undefined;
  return (
    <form action={submit} noValidate className="grid max-w-3xl gap-4">
      <input
        type="file"
        accept=".json,.csv,application/json,text/csv"
        aria-label="File of rules"
        className="text-sm noscript:hidden"
        onChange={async (event) => {
          const read = await event.target.files?.[0]?.text();
          if (text.current && read !== undefined) text.current.value = read;
        }}
      />
      <TextareaField
        ref={text}
        label="Rules"
        name="text"
        rows={10}
        spellCheck={false}
        className="font-mono text-xs"
        placeholder={
          '[{ "name": "Heavy use", "meterId": "api-hours", "thresholdCondition": "greater-than", … }]'
        }
        hint="Alerts as Amberflo's API answers them, rules as this project exports them (JSON), or lines of CSV."
        defaultValue={result ? result.kept : keptValue(state, "text")}
        errors={complaints(state, "text")}
      />
      {destinations.length > 0 && (
        <SelectField
          label="Destination for rules that name none"
          name="destinationId"
          defaultValue={result ? result.destinationId : keptValue(state, "destinationId")}
        >
          <option value="">None: routes may pick their events up</option>
          {destinations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label="Currency of alerts"
        name="currency"
        maxLength={3}
        optional
        placeholder="USD"
        hint="Amberflo's alerts do not say what their money is in."
        defaultValue={keptValue(state, "currency")}
        errors={complaints(state, "currency")}
      />
      <FormStatus state={state} />
      {result && <Outcome result={result} />}
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="mode" value="check" variant="secondary" pendingLabel="Reading">
          See what it comes to
        </SubmitButton>
        <SubmitButton name="mode" value="import" pendingLabel="Importing">
          Import
        </SubmitButton>
      </div>
    </form>
  );
}
