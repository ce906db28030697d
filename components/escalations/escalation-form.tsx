"use client";

import { useActionState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type Severity, severities } from "@/db/enums";
import { type ActionState, idle, keptChoices, keptValue } from "@/lib/action-state";
import { type StepDraft, StepFields } from "./step-fields";

/** What the form starts from. */
export type EscalationDraft = {
  id?: string;
  name: string;
  severities: readonly Severity[];
  eventTypes: string;
  /** One without a destination is none. */
  steps: readonly StepDraft[];
  enabled: boolean;
};

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  escalation: EscalationDraft;
  destinations: { id: string; name: string }[];
  cancelHref: string;
};

const words: Record<Severity, string> = {
  info: "Info",
  good: "Good",
  warning: "Warning",
  critical: "Critical",
};

function Severities({ state, chosen }: { state: ActionState<void>; chosen: readonly string[] }) {
  const kept = keptChoices(state, "severities", chosen);
  const errors = errorsOf(state, "severities");
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium text-ink">Cases that are</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1.5">
        {severities.map((severity) => (
          <Checkbox
            key={severity}
            name="severities"
            value={severity}
            label={words[severity]}
            defaultChecked={kept.includes(severity)}
          />
        ))}
      </div>
      {errors && <p className="text-sm text-bad">{errors.join(" ")}</p>}
    </fieldset>
  );
}

/** Creates or changes an escalation. */
export function EscalationForm({ action, escalation, destinations, cancelHref }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  const isNew = escalation.id === undefined;
  return (
    <form action={submit} noValidate className="grid gap-5">
      {escalation.id && <input type="hidden" name="escalationId" value={escalation.id} />}
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder="Failed payments to the account team"
        defaultValue={keptValue(state, "name", escalation.name)}
        errors={errorsOf(state, "name")}
      />
      <Severities state={state} chosen={escalation.severities} />
      <TextField
        label="Of these event types"
        name="eventTypes"
        spellCheck={false}
        hint="Such as payment.*, approval.created; * for all. Separate them by commas."
        defaultValue={keptValue(state, "eventTypes", escalation.eventTypes)}
        errors={errorsOf(state, "eventTypes")}
      />
      {escalation.steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of the form keep their places.
        <StepFields key={place} state={state} place={place} step={step} destinations={destinations} />
      ))}
      <Checkbox name="enabled" value="on" defaultChecked={escalation.enabled} label="Enabled" />
      <FormStatus state={state} done="Saved." />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving">{isNew ? "Create escalation" : "Save escalation"}</SubmitButton>
        <LinkButton href={cancelHref} variant="quiet">
          {isNew ? "Cancel" : "Back to escalations"}
        </LinkButton>
      </div>
    </form>
  );
}
