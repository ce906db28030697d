"use client";

import { useActionState } from "react";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";
import { RoleOptions } from "./role-select";

/** `link` only when the mail could not be sent: then it is handed over in person. */
export type Invited = { email: string; link: string | undefined };

type Props = {
  action: (state: ActionState<Invited>, form: FormData) => Promise<ActionState<Invited>>;
  mayMakeOwners: boolean;
};

function Outcome({ email, link }: Invited) {
  if (link === undefined) {
    return (
      <Callout tone="good" live="status">
        An invitation is on its way to {email}.
      </Callout>
    );
  }
  return (
    <Callout tone="warn" live="status" title={`The mail to ${email} could not be sent`}>
      Hand this link over yourself. It is shown once, works once and ends after seven days.
      <CodeBlock code={link} what="invitation link" className="mt-2" />
    </Callout>
  );
}

/** Invites somebody by e-mail. */
export function InviteForm({ action, mayMakeOwners }: Props) {
  const [state, submit] = useActionState<ActionState<Invited>, FormData>(action, idle);
  return (
    <form action={submit} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="off"
          placeholder="kim@example.com"
          defaultValue={keptValue(state, "email")}
          errors={complaints(state, "email")}
        />
        <SelectField
          label="Role"
          name="role"
          defaultValue={keptValue(state, "role", "member")}
          errors={complaints(state, "role")}
        >
          <RoleOptions mayMakeOwners={mayMakeOwners} />
        </SelectField>
      </div>
      {state.status === "done" ? <Outcome {...state.value} /> : <FormStatus state={state} />}
      <SubmitButton className="justify-self-start" pendingLabel="Inviting">
        Invite
      </SubmitButton>
    </form>
  );
}
