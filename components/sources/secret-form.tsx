"use client";

import { useActionState, useEffect, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { SourceKind } from "@/db/enums";
import { type ActionState, idle } from "@/lib/action-state";

export type RotatedSecret = { /** Only when it was made here. */ secretOnce: string | null; hadOne: boolean };
type State = ActionState<RotatedSecret>;
type Props = {
  action: (state: State, form: FormData) => Promise<State>;
  sourceId: string;
  kind: SourceKind;
  isSet: boolean;
};

function Outcome({ state }: { state: State }) {
  if (state.status !== "done") return state.status === "invalid" ? null : <FormStatus state={state} />;
  const { secretOnce, hadOne } = state.value;
  const overlap = hadOne ? " The one before it is good for another 24 hours." : "";
  return (
    <Callout
      tone="good"
      live="status"
      title={secretOnce === null ? "The secret is in place" : "Here is the new secret"}
    >
      {secretOnce === null
        ? `What comes is checked with it.${overlap}`
        : `Copy it now; it is shown this once.${overlap}`}
      {secretOnce !== null && <CodeBlock code={secretOnce} what="secret" className="mt-2" />}
    </Callout>
  );
}

/** Puts another secret in place: pasted, or made here when the field is left empty. Stripe's is always pasted. */
export function SecretForm({ action, sourceId, kind, isSet }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, idle);
  // Kept here and not by the server, which never sends a secret back.
  const [secret, setSecret] = useState("");
  useEffect(() => {
    if (state.status === "done") setSecret("");
  }, [state]);
  const isPasted = kind === "stripe";
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="sourceId" value={sourceId} />
      <TextField
        label={isPasted ? "Signing secret" : "Secret of your own"}
        name="secret"
        type="password"
        optional={!isPasted}
        autoComplete="off"
        spellCheck={false}
        placeholder={isPasted ? "whsec_…" : undefined}
        hint={isPasted ? "From the endpoint's page in Stripe." : "Leave it empty to have one made."}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
        errors={errorsOf(state, "secret")}
      />
      <Outcome state={state} />
      <SubmitButton variant={isSet ? "secondary" : "primary"} className="w-fit" pendingLabel="Saving">
        {isPasted
          ? isSet
            ? "Replace the secret"
            : "Save the secret"
          : secret === ""
            ? "Rotate the secret"
            : "Replace the secret"}
      </SubmitButton>
    </form>
  );
}
