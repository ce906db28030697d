"use client";

import { useActionState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import type { CalendarSettings } from "@/lib/calendar/schema";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  settings: CalendarSettings;
  projectZone: string;
};

/** What the project is reminded of by the calendar. */
export function CalendarForm({ action, settings, projectZone }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid gap-5">
      <Checkbox
        name="anniversaries"
        value="on"
        defaultChecked={settings.anniversaries}
        label="Anniversaries"
        hint="Each year on the day on which a customer's contract began: an event of the type customer.milestone."
      />
      <TextField
        label="Renewals, days ahead"
        name="renewalsAheadDays"
        optional
        placeholder="60, 30, 7"
        hint="On each of these days before a renewal: an event of the type customer.renewal_due. Empty for none."
        defaultValue={keptValue(state, "renewalsAheadDays", settings.renewalsAheadDays.join(", "))}
        errors={errorsOf(state, "renewalsAheadDays")}
      />
      <TextField
        label="At"
        name="at"
        type="time"
        hint={`By the clock of the project: ${projectZone.replaceAll("_", " ")}.`}
        defaultValue={keptValue(state, "at", settings.at)}
        errors={errorsOf(state, "at")}
      />
      <FormStatus state={state} done="Saved." />
      <SubmitButton className="w-fit" pendingLabel="Saving">
        Save reminders
      </SubmitButton>
    </form>
  );
}
