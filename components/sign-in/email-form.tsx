"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  returnTo: string;
  email: string;
};

/** Asks for the address that the magic link goes to. */
export function EmailForm({ action, returnTo, email }: Props) {
  const [state, submit] = useActionState<ActionState, FormData>(action, idle);
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="returnTo" value={returnTo} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        placeholder="kim@example.com"
        defaultValue={keptValue(state, "email", email)}
        errors={complaints(state, "email")}
      />
      {state.status === "refused" && <FormStatus state={state} />}
      <SubmitButton size="lg" pendingLabel="Sending the link">
        Send me a sign-in link
      </SubmitButton>
    </form>
  );
}
