"use client";

import { useActionState, useRef } from "react";
import { Callout } from "@/components/ui/callout";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";

export type ImportResult = {
  isImported: boolean;
  created: number;
  updated: number;
  rejected: number;
  errors: { line: number; column: string | null; message: string }[];
  /** The lines, for as long as they were only looked at: a form that was sent is emptied. */
  kept: string;
};

type Props = {
  action: (state: ActionState<ImportResult>, form: FormData) => Promise<ActionState<ImportResult>>;
};

function Outcome({ isImported, created, updated, rejected, errors }: Omit<ImportResult, "kept">) {
  const [made, changed] = isImported ? ["added", "changed"] : ["would be added", "would be changed"];
  return (
    <Callout tone={rejected > 0 ? "warn" : "good"} live="status">
      {created} {made}, {updated} {changed}, {rejected} cannot be used.
      {errors.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {errors.map(({ line, column, message }) => (
            <li key={line}>
              Line {line}
              {column !== null && `, ${column}`}: {message}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

/** Takes customers from a file or from pasted lines; says first what it would do, if asked. */
export function ImportForm({ action }: Props) {
  const [state, submit] = useActionState<ActionState<ImportResult>, FormData>(action, idle);
  const lines = useRef<HTMLTextAreaElement>(null);
  return (
    <form action={submit} className="grid max-w-2xl gap-4">
      <input
        type="file"
        accept=".csv,text/csv"
        aria-label="CSV file"
        className="text-sm"
        onChange={async (event) => {
          const text = await event.target.files?.[0]?.text();
          if (lines.current && text !== undefined) lines.current.value = text;
        }}
      />
      <TextareaField
        ref={lines}
        label="Lines"
        name="csv"
        rows={6}
        placeholder={
          "id,name,tier,mrr,mrrCurrency,healthScore,ownerEmail\ncus_acme,Acme,enterprise,1299.00,USD,72,kim@example.com"
        }
        className="font-mono text-xs"
        defaultValue={state.status === "done" ? state.value.kept : keptValue(state, "csv")}
        errors={complaints(state, "csv")}
      />
      <FormStatus state={state} />
      {state.status === "done" && <Outcome {...state.value} />}
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="mode" value="check" variant="secondary" pendingLabel="Reading">
          See what it would do
        </SubmitButton>
        <SubmitButton name="mode" value="import" pendingLabel="Importing">
          Import
        </SubmitButton>
      </div>
    </form>
  );
}
