"use client";

import { useActionState } from "react";
import { DestinationFormEnd } from "@/components/destinations/form-end";
import type { PickableFamily } from "@/components/routes/family-picker";
import { errorsOf } from "@/components/ui/form-state";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { type BodyChoices, EndpointFields, newEndpointDraft } from "./endpoint-fields";
import { NewSigningSecret } from "./new-signing-secret";

export type MadeEndpoint = { signingSecret: string; href: string };
type State = ActionState<MadeEndpoint>;
type Props = {
  action: (state: State, form: FormData) => Promise<State>;
  cancelHref: string;
  families: PickableFamily[];
  choices: BodyChoices;
};

/** Adds an endpoint of somebody's own, and tells its signing secret. */
export function EndpointForm({ action, cancelHref, families, choices }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, idle);
  if (state.status === "done") {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <NewSigningSecret secret={state.value.signingSecret} />
        <LinkButton href={state.value.href} variant="primary" className="w-fit">
          I have copied it: go to the webhook
        </LinkButton>
      </div>
    );
  }
  return (
    <form action={submit} className="grid grid-cols-[minmax(0,1fr)] gap-5" noValidate>
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder="Our billing service"
        hint="How it is called in routes and in the activity."
        defaultValue={keptValue(state, "name")}
        errors={errorsOf(state, "name")}
      />
      <EndpointFields state={state} now={newEndpointDraft} choices={choices} />
      <DestinationFormEnd state={state} families={families} cancelHref={cancelHref} />
    </form>
  );
}
