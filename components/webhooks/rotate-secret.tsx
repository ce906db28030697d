"use client";

import { useActionState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { NewSigningSecret } from "./new-signing-secret";

export type Rotation = { signingSecret: string; note: string };
type State = ActionState<Rotation>;
type Props = { action: (state: State, form: FormData) => Promise<State>; destinationId: string };

/** Gives a webhook a new signing secret, and lets the old one hold for as long as a deployment takes. */
export function RotateSecret({ action, destinationId }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="destinationId" value={destinationId} />
      {state.status === "done" && (
        <NewSigningSecret secret={state.value.signingSecret} note={state.value.note} />
      )}
      <SelectField
        label="The secret of before holds"
        name="overlapHours"
        defaultValue={keptValue(state, "overlapHours", "24")}
        errors={errorsOf(state, "overlapHours")}
      >
        <option value="24">for a day</option>
        <option value="1">for an hour</option>
        <option value="168">for a week</option>
        <option value="0">no longer: it leaked</option>
      </SelectField>
      {state.status === "refused" && <FormStatus state={state} />}
      <SubmitButton variant="secondary" className="w-fit" pendingLabel="Rotating">
        Rotate the secret
      </SubmitButton>
    </form>
  );
}
