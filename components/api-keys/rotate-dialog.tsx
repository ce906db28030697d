"use client";

import { useActionState, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField } from "@/components/ui/text-field";
import { type ActionState, complaints, idle, keptValue } from "@/lib/action-state";
import type { MadeKeyState } from "./key-form";
import { NewSecret } from "./new-secret";

type State = ActionState<MadeKeyState>;
type Props = { action: (state: State, form: FormData) => Promise<State>; keyId: string; name: string };

/** Replaces a key by a new one, and lets the old one live for as long as a deployment takes. */
export function RotateDialog({ action, keyId, name }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, submit] = useActionState<State, FormData>(action, idle);
  return (
    <>
      <Button size="sm" aria-label={`Rotate ${name}`} onClick={() => dialog.current?.showModal()}>
        Rotate
      </Button>
      <Dialog ref={dialog} title={`Rotate “${name}”`}>
        {state.status === "done" ? (
          <div className="grid gap-4">
            <NewSecret {...state.value} />
            <Button className="justify-self-end" onClick={() => dialog.current?.close()}>
              I have copied it
            </Button>
          </div>
        ) : (
          <form action={submit} className="grid gap-4">
            <p>A new key with the same mode and scopes is made. The old one works on for a while.</p>
            <input type="hidden" name="keyId" value={keyId} />
            <SelectField
              label="The old key stays valid"
              name="overlapHours"
              defaultValue={keptValue(state, "overlapHours", "24")}
              errors={complaints(state, "overlapHours")}
            >
              <option value="0">Not at all: it leaked</option>
              <option value="1">For an hour</option>
              <option value="24">For a day</option>
              <option value="168">For a week</option>
            </SelectField>
            <FormStatus state={state} />
            <div className="flex justify-end gap-2">
              <Button onClick={() => dialog.current?.close()}>Cancel</Button>
              <SubmitButton pendingLabel="Rotating">Rotate</SubmitButton>
            </div>
          </form>
        )}
      </Dialog>
    </>
  );
}
