"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";
import { TimeZoneField } from "./time-zone-field";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  zones: readonly string[];
};

/** A new organization with its first project. */
export function OrganizationForm({ action, zones }: Props) {
  const [state, submit] = useActionState<ActionState, FormData>(action, idle);
  return (
    <form action={submit} className="grid gap-4">
      <TextField
        label="Organization"
        name="name"
        placeholder="Acme"
        maxLength={60}
        autoComplete="organization"
        hint="Your company or team."
        defaultValue={keptValue(state, "name")}
        errors={complaints(state, "name")}
      />
      <TextField
        label="First project"
        name="projectName"
        maxLength={60}
        hint="One product or environment. Nothing crosses from one project to another."
        defaultValue={keptValue(state, "projectName", "Production")}
        errors={complaints(state, "projectName")}
      />
      <TimeZoneField
        zones={zones}
        chosen={keptValue(state, "timeZone") || undefined}
        errors={complaints(state, "timeZone")}
      />
      {state.status === "refused" && <FormStatus state={state} />}
      <SubmitButton size="lg" pendingLabel="Making it">
        Create
      </SubmitButton>
    </form>
  );
}
