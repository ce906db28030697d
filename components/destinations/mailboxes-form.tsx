"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, idle } from "@/lib/action-state";
import { MailFields, type MailSettings } from "./mail-fields";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  destinationId: string;
  now: MailSettings;
};

/** Writes to other addresses, or in another way. */
export function MailboxesForm({ action, destinationId, now }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-4">
      <input type="hidden" name="destinationId" value={destinationId} />
      <MailFields state={state} now={now} />
      {state.status !== "invalid" && <FormStatus state={state} done="Saved." />}
      <SubmitButton variant="secondary" className="w-fit" pendingLabel="Saving">
        Save addresses
      </SubmitButton>
    </form>
  );
}
