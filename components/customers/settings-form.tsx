"use client";

import { useActionState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField, TextField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";
import type { CustomerSettings } from "@/lib/customers/settings";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  settings: CustomerSettings;
};

/** Where health zones meet, which tiers there are, and whether a reading may make a customer. */
export function CustomerSettingsForm({ action, settings }: Props) {
  const [state, submit] = useActionState<ActionState, FormData>(action, idle);
  const { zones, tiers, noteUnknown } = settings;
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <TextField
        label="Red below"
        name="redBelow"
        inputMode="decimal"
        defaultValue={keptValue(state, "redBelow", String(zones.redBelow))}
        errors={complaints(state, "redBelow")}
        hint="A health score of exactly this is yellow."
      />
      <TextField
        label="Yellow below"
        name="yellowBelow"
        inputMode="decimal"
        defaultValue={keptValue(state, "yellowBelow", String(zones.yellowBelow))}
        errors={complaints(state, "yellowBelow")}
        hint="A health score of exactly this is green."
      />
      <TextareaField
        label="Tiers"
        name="tiers"
        optional
        rows={4}
        defaultValue={keptValue(state, "tiers", tiers.join("\n"))}
        errors={complaints(state, "tiers")}
        hint="One a line, best first. A tier that is not listed is kept all the same."
      />
      <Checkbox
        name="noteUnknown"
        defaultChecked={noteUnknown}
        label="Make a customer of an unknown id in a reading"
        hint="Otherwise its readings are counted, but no customer is listed until an event or a profile names it."
      />
      <FormStatus state={state} done="Saved." />
      <SubmitButton className="justify-self-start" pendingLabel="Saving">
        Save
      </SubmitButton>
    </form>
  );
}
