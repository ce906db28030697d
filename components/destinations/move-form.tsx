"use client";

import { useActionState } from "react";
import { ChannelPicker } from "@/components/channels/channel-picker";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { type Workspace, workspaceKey } from "./workspace-field";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  destinationId: string;
  projectId: string;
  /** The workspace that it is in. */
  workspace: Workspace;
  timeZone: string;
};

/** Leads a destination to another channel of its workspace. */
export function MoveForm({ action, destinationId, projectId, workspace, timeZone }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="destinationId" value={destinationId} />
      <input type="hidden" name="workspace" value={workspaceKey(workspace)} />
      <ChannelPicker
        label="Another channel"
        place={{ projectId, ...workspace }}
        timeZone={timeZone}
        initial={keptValue(state, "channel")}
        errors={errorsOf(state, "channel") ?? errorsOf(state, "channelId")}
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
