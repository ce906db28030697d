"use client";

import { useActionState, useState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  destinationId: string;
};

/** Puts another webhook behind the same destination: for when Slack revoked the old one, or it was of the wrong channel. */
export function UrlForm({ action, destinationId }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  // Kept here and not by the server, which never sends a secret back.
  const [url, setUrl] = useState("");
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="destinationId" value={destinationId} />
      <TextField
        label="New webhook URL"
        name="url"
        type="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://hooks.slack.com/services/…"
        hint="One URL posts to one channel: to change the channel, make another webhook in Slack."
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        errors={errorsOf(state, "url")}
      />
      <TextField
        label="Its channel"
        name="channelName"
        optional
        maxLength={80}
        autoComplete="off"
        placeholder="#billing-alerts"
        defaultValue={keptValue(state, "channelName")}
        errors={errorsOf(state, "channelName")}
      />
      {state.status !== "invalid" && (
        <FormStatus state={state} done="Replaced. Send a test message to see it arrive." />
      )}
      <SubmitButton variant="secondary" className="w-fit" pendingLabel="Replacing">
        Replace URL
      </SubmitButton>
    </form>
  );
}
