"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";

type Props = { action: (state: ActionState, form: FormData) => Promise<ActionState>; name: string };

/** Renames the organization. */
export function NameForm({ action, name }: Props) {
  const [state, submit] = useActionState<ActionState, FormData>(action, idle);
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <TextField
        label="Name"
        name="name"
        maxLength={60}
        autoComplete="organization"
        defaultValue={keptValue(state, "name", name)}
        errors={complaints(state, "name")}
      />
      <FormStatus state={state} done="Saved." />
      <SubmitButton className="justify-self-start" pendingLabel="Saving">
        Save
      </SubmitButton>
    </form>
  );
}
