"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, idle } from "@/lib/action-state";
import { type BodyChoices, EndpointFields, type ShownEndpoint } from "./endpoint-fields";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  destinationId: string;
  target: string;
  now: ShownEndpoint;
  choices: BodyChoices;
};

/** Changes where a webhook leads, what it is told, and how. */
export function EndpointSettings({ action, destinationId, ...rest }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  return (
    <form action={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <input type="hidden" name="destinationId" value={destinationId} />
      <EndpointFields state={state} {...rest} />
      {state.status !== "invalid" && <FormStatus state={state} done="Saved. Send a test to see it arrive." />}
      <SubmitButton className="w-fit" pendingLabel="Saving">
        Save webhook
      </SubmitButton>
    </form>
  );
}
