"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";
import { TimeZoneField } from "./time-zone-field";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  /** The project as it is; absent for a new one. */
  project?: { name: string; timeZone: string };
  submit: string;
  zones: readonly string[];
};

/** A project's name and time zone: of one that is there, or of a new one. */
export function ProjectForm({ action, project, submit: label, zones }: Props) {
  const [state, submit] = useActionState<ActionState, FormData>(action, idle);
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <TextField
        label="Name"
        name="name"
        maxLength={60}
        autoComplete="off"
        placeholder="Staging"
        defaultValue={keptValue(state, "name", project?.name)}
        errors={complaints(state, "name")}
      />
      <TimeZoneField
        zones={zones}
        chosen={keptValue(state, "timeZone", project?.timeZone) || undefined}
        errors={complaints(state, "timeZone")}
        hint="Days and hours in the console and in messages are told in it."
      />
      <FormStatus state={state} done="Saved." />
      <SubmitButton className="justify-self-start" pendingLabel="Saving">
        {label}
      </SubmitButton>
    </form>
  );
}
