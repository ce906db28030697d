"use client";

import { useActionState, useState } from "react";
import { PersonPicker } from "@/components/people/person-picker";
import type { PickableFamily } from "@/components/routes/family-picker";
import { errorsOf } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { DestinationFormEnd } from "./form-end";
import { type Workspace, WorkspaceField, workspaceKey } from "./workspace-field";

type Props = {
  action: (state: ActionState<never>, form: FormData) => Promise<ActionState<never>>;
  projectId: string;
  /** At least one. */
  workspaces: Workspace[];
  /** The workspace to begin with. */
  workspace: Workspace;
  timeZone: string;
  families: PickableFamily[];
  cancelHref: string;
};

/** Adds a person of a connected workspace. */
export function PersonForm(props: Props) {
  const { action, projectId, workspaces, timeZone, families, cancelHref } = props;
  const [state, submit] = useActionState<ActionState<never>, FormData>(action, idle);
  const [workspace, setWorkspace] = useState(props.workspace);
  return (
    <form action={submit} className="grid gap-5" noValidate>
      <WorkspaceField
        workspaces={workspaces}
        chosen={workspace}
        choose={setWorkspace}
        errors={errorsOf(state, "workspace")}
      />
      <PersonPicker
        key={workspaceKey(workspace)}
        place={{ projectId, ...workspace }}
        timeZone={timeZone}
        initial={keptValue(state, "person")}
        errors={errorsOf(state, "person") ?? errorsOf(state, "userId")}
      />
      <TextField
        label="Name"
        name="name"
        optional
        maxLength={80}
        autoComplete="off"
        placeholder="Kim, account manager"
        hint="How it is called in routes and in the activity. Left empty, it is called as the person."
        defaultValue={keptValue(state, "name")}
        errors={errorsOf(state, "name")}
      />
      <DestinationFormEnd state={state} families={families} cancelHref={cancelHref} />
    </form>
  );
}
