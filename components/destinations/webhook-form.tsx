"use client";

import { useActionState, useState } from "react";
import type { PickableFamily } from "@/components/routes/family-picker";
import { errorsOf } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { DestinationFormEnd } from "./form-end";
import { WebhookGuide } from "./webhook-guide";

type Props = {
  action: (state: ActionState<never>, form: FormData) => Promise<ActionState<never>>;
  cancelHref: string;
  exampleUrl: string;
  families: PickableFamily[];
  /** No webhook was pasted yet: the guide is unfolded. */
  isFirst: boolean;
};

/** Adds a pasted incoming webhook. */
export function WebhookForm({ action, cancelHref, exampleUrl, families, isFirst }: Props) {
  const [state, submit] = useActionState<ActionState<never>, FormData>(action, idle);
  // Kept here and not by the server, which never sends a secret back.
  const [url, setUrl] = useState("");
  return (
    <form action={submit} className="grid gap-5" noValidate>
      <WebhookGuide example={exampleUrl} isOpen={isFirst} />
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
      <div className="grid items-start gap-5 sm:grid-cols-2">
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
        <TextField
          label="Slack channel"
          name="channelName"
          optional
          maxLength={80}
          autoComplete="off"
          placeholder="#billing-alerts"
          hint="Slack does not say which one the URL posts to. Write it down for your colleagues."
          defaultValue={keptValue(state, "channelName")}
          errors={errorsOf(state, "channelName")}
        />
      </div>
      <DestinationFormEnd state={state} families={families} cancelHref={cancelHref} />
    </form>
  );
}
