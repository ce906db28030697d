"use client";

import { useActionState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  destinations: { id: string; name: string; note: string | null }[];
  fallbackId: string | null;
};

/** Chooses where critical notifications go while their own destination is broken. */
export function FallbackForm({ action, destinations, fallbackId }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid max-w-lg gap-3">
      <SelectField
        label="Fallback destination"
        name="destinationId"
        defaultValue={keptValue(state, "destinationId", fallbackId ?? "")}
        hint="Everything else is held until the destination is mended."
        errors={errorsOf(state, "destinationId")}
      >
        <option value="">None: critical notifications are held, too</option>
        {destinations.map(({ id, name, note }) => (
          <option key={id} value={id} disabled={note !== null && id !== fallbackId}>
            {note === null ? name : `${name} (${note})`}
          </option>
        ))}
      </SelectField>
      {state.status !== "invalid" && <FormStatus state={state} done="Saved." />}
      <SubmitButton variant="secondary" className="w-fit" pendingLabel="Saving">
        Save
      </SubmitButton>
    </form>
  );
}
