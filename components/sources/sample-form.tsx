"use client";

import { Send } from "lucide-react";
import Link from "next/link";
import { useActionState } from "react";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField } from "@/components/ui/text-field";
import type { ReceiptStatus } from "@/db/enums";
import { type ActionState, idle, keptValue } from "@/lib/action-state";

export type SentSample = {
  name: string;
  httpStatus: number;
  outcome: ReceiptStatus | "refused";
  type: string | null;
  eventId: string | null;
  reason: string | null;
};
type State = ActionState<SentSample>;
type Props = {
  action: (state: State, form: FormData) => Promise<State>;
  sourceId: string;
  samples: readonly { name: string; told: string | null }[];
  place: Place;
  hasSecret: boolean;
};

function Result({ sent, place }: { sent: SentSample; place: Place }) {
  const isTold = sent.outcome === "accepted";
  const title = isTold ? `Taken as ${sent.type}` : `${sent.name}: ${sent.outcome}`;
  const tone = isTold ? "good" : sent.outcome === "ignored" ? "info" : "warn";
  return (
    <Callout
      tone={tone}
      live="status"
      title={title}
      action={
        sent.eventId && (
          <Link
            href={projectPath(place, "events", sent.eventId)}
            className="font-medium whitespace-nowrap underline underline-offset-2"
          >
            See where it goes
          </Link>
        )
      }
    >
      {sent.reason ?? `The answer was ${sent.httpStatus}, as the vendor expects.`}
    </Callout>
  );
}

/** Sends one of the vendor's own events to the source, signed as the vendor signs, through the same door. */
export function SampleForm({ action, sourceId, samples, place, hasSecret }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, idle);
  const chosen = state.status === "done" ? state.value.name : keptValue(state, "sample", samples[0]?.name);
  return (
    <form action={submit} className="grid gap-3">
      <input type="hidden" name="sourceId" value={sourceId} />
      <SelectField label="Event" name="sample" defaultValue={chosen}>
        {samples.map(({ name, told }) => (
          <option key={name} value={name}>
            {name} → {told ?? "kept, not told"}
          </option>
        ))}
      </SelectField>
      <Checkbox
        name="isSandbox"
        value="on"
        label="As from the vendor's sandbox"
        hint="Then it goes only to destinations that accept sandbox events."
      />
      <SubmitButton variant="secondary" className="w-fit" pendingLabel="Sending" disabled={!hasSecret}>
        <Send aria-hidden />
        Send sample
      </SubmitButton>
      {!hasSecret && (
        <p className="text-sm text-ink-muted">Set the secret first: the sample is signed with it.</p>
      )}
      {state.status === "done" ? <Result sent={state.value} place={place} /> : <FormStatus state={state} />}
    </form>
  );
}
