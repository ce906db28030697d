"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, idle } from "@/lib/action-state";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  token: string;
  organizationName: string;
};

/** The one button of an invitation. */
export function AcceptForm({ action, token, organizationName }: Props) {
  const [state, submit] = useActionState<ActionState, FormData>(action, idle);
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <FormStatus state={state} />
      <SubmitButton size="lg" pendingLabel="Joining">
        Join {organizationName}
      </SubmitButton>
    </form>
  );
}
