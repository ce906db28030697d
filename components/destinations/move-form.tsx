"use client";

import { useActionState } from "react";
import { ChannelPicker } from "@/components/channels/channel-picker";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, idle, keptValue } from "@/lib/action-state";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  destinationId: string;
  projectId: string;
  installationId: string;
  timeZone: string;
};

/** Leads a destination to another channel of its workspace. */
export function MoveForm({ action, destinationId, projectId, installationId, timeZone }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="destinationId" value={destinationId} />
      <input type="hidden" name="installationId" value={installationId} />
      <ChannelPicker
        label="Another channel"
        place={{ projectId, installationId }}
        timeZone={timeZone}
        initial={keptValue(state, "channel")}
        errors={errorsOf(state, "channel")}
      />
      {state.status !== "invalid" && (
        <FormStatus state={state} done="Moved. Send a test message to see it arrive." />
      )}
      <SubmitButton variant="secondary" className="w-fit" pendingLabel="Moving">
        Change channel
      </SubmitButton>
    </form>
  );
}
