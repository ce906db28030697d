"use client";

import { useActionState } from "react";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { SourceKind } from "@/db/enums";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { vendorNames } from "@/lib/sources/schema";
import { GuideSteps } from "./guide";

export type MadeSource = { sourceId: string; name: string; url: string; secretOnce: string | null };
type State = ActionState<MadeSource>;
type Props = {
  action: (state: State, form: FormData) => Promise<State>;
  kind: SourceKind;
  place: Place;
  eventTypes: readonly string[];
};

function Made({ made, kind, place, eventTypes }: { made: MadeSource } & Omit<Props, "action">) {
  return (
    <div className="grid gap-5">
      <Callout tone="good" live="status" title={`“${made.name}” is ready to receive`}>
        {made.secretOnce === null
          ? `Now tell ${vendorNames[kind]} where to send, and bring back its signing secret.`
          : "Copy the secret now. It is shown this once, and stored encrypted."}
      </Callout>
      <GuideSteps kind={kind} values={{ url: made.url, secret: made.secretOnce, eventTypes }} />
      <LinkButton href={projectPath(place, "sources", made.sourceId)} variant="primary" className="w-fit">
        {kind === "stripe" ? "Go on to paste the secret" : "Go to the source"}
      </LinkButton>
    </div>
  );
}

/** Adds a source of one vendor, and then says what to do there. */
export function NewSourceForm({ action, kind, place, eventTypes }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, idle);
  if (state.status === "done")
    return <Made made={state.value} kind={kind} place={place} eventTypes={eventTypes} />;
  return (
    <form action={submit} className="grid gap-5" noValidate>
      <input type="hidden" name="kind" value={kind} />
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder={`${vendorNames[kind]} production`}
        hint="How it is called in lists."
        defaultValue={keptValue(state, "name", vendorNames[kind])}
        errors={errorsOf(state, "name")}
      />
      <TextField
        label="Page of a customer"
        name="customerUrl"
        type="url"
        optional
        maxLength={1000}
        autoComplete="off"
        placeholder="https://app.example/customers/{id}"
        hint="Where messages link a customer's name to. {id} becomes the customer's id."
        defaultValue={keptValue(state, "customerUrl")}
        errors={errorsOf(state, "customerUrl")}
      />
      <FormStatus state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Adding">Add source</SubmitButton>
        <LinkButton href={projectPath(place, "sources")} variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
