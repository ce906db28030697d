"use client";

import { useActionState } from "react";
import type { PickableFamily } from "@/components/routes/family-picker";
import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code-block";
import { errorsOf } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { DestinationFormEnd } from "./form-end";
import { MailFields, noMail } from "./mail-fields";

type Props = {
  action: (state: ActionState<never>, form: FormData) => Promise<ActionState<never>>;
  cancelHref: string;
  families: PickableFamily[];
  /** A mail server is set up. */
  canSend: boolean;
};

/** That no mail leaves this installation yet. */
export function NoMailServer() {
  return (
    <Callout tone="warn" title="This Bellwire has no mail server yet">
      Whoever runs it sets <Code>SMTP_URL</Code>. Until then nothing can be sent here.
    </Callout>
  );
}

/** Adds mailboxes. */
export function MailForm({ action, cancelHref, families, canSend }: Props) {
  const [state, submit] = useActionState<ActionState<never>, FormData>(action, idle);
  return (
    <form action={submit} className="grid gap-5" noValidate>
      {!canSend && <NoMailServer />}
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder="Finance"
        hint="How it is called in routes, in the activity, and on the page where its readers unsubscribe."
        defaultValue={keptValue(state, "name")}
        errors={errorsOf(state, "name")}
      />
      <MailFields state={state} now={noMail} />
      <DestinationFormEnd state={state} families={families} cancelHref={cancelHref} />
    </form>
  );
}
