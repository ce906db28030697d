"use client";

import { useActionState, useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type KeyMode, type KeyScope, keyModes, keyScopes } from "@/db/enums";
import { type ActionState, complaints, idle, keptChoices, keptValue } from "@/lib/action-state";
import { NewSecret } from "./new-secret";

export type MadeKeyState = { name: string; secretOnce: string };
type State = ActionState<MadeKeyState>;
type Props = { action: (state: State, form: FormData) => Promise<State> };

const scopeMeaning: Record<KeyScope, string> = {
  "events:write": "Send events.",
  read: "Read events, notifications and configuration.",
  "config:write": "Change destinations and routes.",
};
const modeMeaning: Record<KeyMode, string> = {
  live: "Live: what it sends is production",
  test: "Test: what it sends is sandbox",
};

function Scopes({ state }: { state: State }) {
  const errorId = useId();
  const errors = complaints(state, "scopes");
  const chosen = keptChoices(state, "scopes", ["events:write"]);
  return (
    <fieldset className="grid gap-2" aria-describedby={errors.length > 0 ? errorId : undefined}>
      <legend className="mb-1 text-sm font-medium">Scopes</legend>
      {keyScopes.map((scope) => (
        <Checkbox
          key={`${scope} ${chosen.includes(scope)}`}
          name="scopes"
          value={scope}
          defaultChecked={chosen.includes(scope)}
          label={<code className="font-mono text-sm">{scope}</code>}
          hint={scopeMeaning[scope]}
        />
      ))}
      {errors.length > 0 && (
        <p id={errorId} className="text-sm text-bad">
          {errors.join(" ")}
        </p>
      )}
    </fieldset>
  );
}

/** Makes an API key and shows it, once. */
export function KeyForm({ action }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, idle);
  return (
    <form action={submit} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          label="Name"
          name="name"
          maxLength={60}
          autoComplete="off"
          placeholder="Billing backend"
          defaultValue={keptValue(state, "name")}
          errors={complaints(state, "name")}
        />
        <SelectField
          label="Mode"
          name="mode"
          defaultValue={keptValue(state, "mode", "live")}
          errors={complaints(state, "mode")}
        >
          {keyModes.map((mode) => (
            <option key={mode} value={mode}>
              {modeMeaning[mode]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Valid for"
          name="lifetimeDays"
          optional
          defaultValue={keptValue(state, "lifetimeDays")}
          errors={complaints(state, "lifetimeDays")}
        >
          <option value="">Until it is revoked</option>
          <option value="30">30 days</option>
          <option value="90">90 days</option>
          <option value="365">A year</option>
        </SelectField>
      </div>
      <Scopes state={state} />
      {state.status === "done" ? <NewSecret {...state.value} /> : <FormStatus state={state} />}
      <SubmitButton className="justify-self-start" pendingLabel="Making it">
        Make an API key
      </SubmitButton>
    </form>
  );
}
