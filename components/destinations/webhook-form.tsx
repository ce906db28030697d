"use client";

import { useActionState, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { PasteGuide } from "./paste-guide";

type Props = {
  action: (state: ActionState<never>, form: FormData) => Promise<ActionState<never>>;
  cancelHref: string;
  exampleUrl: string;
};

/** Adds a pasted incoming webhook. */
export function WebhookForm({ action, cancelHref, exampleUrl }: Props) {
  const [state, submit] = useActionState<ActionState<never>, FormData>(action, idle);
  // Kept here and not by the server, which never sends a secret back.
  const [url, setUrl] = useState("");
  return (
    <form action={submit} className="grid gap-5" noValidate>
      <PasteGuide example={exampleUrl} />
      <TextField
        label="Webhook URL"
        name="url"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        placeholder={exampleUrl}
        errors={errorsOf(state, "url")}
      />
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder="Billing alerts"
        hint="How it is called in routes and in the activity."
        defaultValue={keptValue(state, "name")}
        errors={errorsOf(state, "name")}
      />
      <Checkbox
        name="acceptsSandbox"
        value="on"
        defaultChecked={keptValue(state, "acceptsSandbox") !== ""}
        label="Accept sandbox events"
        hint="Events sent with a test key go only to destinations that accept them, and are marked as sandbox."
      />
      <FormStatus state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Adding">Add destination</SubmitButton>
        <LinkButton href={cancelHref} variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
