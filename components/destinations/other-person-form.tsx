"use client";

import { useActionState } from "react";
import { PersonPicker } from "@/components/people/person-picker";
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

/** Leads a direct message to another person of its workspace. */
export function OtherPersonForm({ action, destinationId, projectId, workspace, timeZone }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="destinationId" value={destinationId} />
      <input type="hidden" name="workspace" value={workspaceKey(workspace)} />
      <PersonPicker
        label="Another person"
        place={{ projectId, ...workspace }}
        timeZone={timeZone}
        initial={keptValue(state, "person")}
        errors={errorsOf(state, "person") ?? errorsOf(state, "userId")}
      />
      {state.status !== "invalid" && (
        <FormStatus state={state} done="Moved. Send a test message to see it arrive." />
      )}
      <SubmitButton variant="secondary" className="w-fit" pendingLabel="Moving">
        Change person
      </SubmitButton>
    </form>
  );
}
