"use client";

import { useActionState, useState } from "react";
import { ChannelPicker } from "@/components/channels/channel-picker";
import type { PickableFamily } from "@/components/routes/family-picker";
import { errorsOf } from "@/components/ui/form-state";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { DestinationFormEnd } from "./form-end";

/** A workspace that works. */
export type Workspace = { installationId: string; name: string };

type Props = {
  action: (state: ActionState<never>, form: FormData) => Promise<ActionState<never>>;
  projectId: string;
  /** At least one. */
  workspaces: Workspace[];
  /** The workspace to begin with. */
  installationId: string;
  timeZone: string;
  families: PickableFamily[];
  cancelHref: string;
};

/** Adds a channel of a connected workspace. */
export function ChannelForm(props: Props) {
  const { action, projectId, workspaces, timeZone, families, cancelHref } = props;
  const [state, submit] = useActionState<ActionState<never>, FormData>(action, idle);
  const [installationId, setInstallationId] = useState(props.installationId);
  return (
    <form action={submit} className="grid gap-5" noValidate>
      {workspaces.length > 1 ? (
        <SelectField
          label="Workspace"
          name="installationId"
          value={installationId}
          onChange={(event) => setInstallationId(event.target.value)}
          errors={errorsOf(state, "installationId")}
        >
          {workspaces.map((workspace) => (
            <option key={workspace.installationId} value={workspace.installationId}>
              {workspace.name}
            </option>
          ))}
        </SelectField>
      ) : (
        <input type="hidden" name="installationId" value={installationId} />
      )}
      <ChannelPicker
        key={installationId}
        place={{ projectId, installationId }}
        timeZone={timeZone}
        initial={keptValue(state, "channel")}
        errors={errorsOf(state, "channel")}
      />
      <TextField
        label="Name"
        name="name"
        optional
        maxLength={80}
        autoComplete="off"
        placeholder="Billing alerts"
        hint="How it is called in routes and in the activity. Left empty, it is called as the channel."
        defaultValue={keptValue(state, "name")}
        errors={errorsOf(state, "name")}
      />
      <DestinationFormEnd state={state} families={families} cancelHref={cancelHref} />
    </form>
  );
}
