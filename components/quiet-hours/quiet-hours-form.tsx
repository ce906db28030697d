"use client";

import { useActionState } from "react";
import { ZoneField } from "@/components/time/zone-field";
import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptChoices, keptValue } from "@/lib/action-state";
import { type SpanDraft, SpanFields } from "./span-fields";

/** What the form starts from. */
export type QuietHoursDraft = {
  id?: string;
  name: string;
  /** `project`, `destination:<id>` or `route:<id>`. */
  appliesTo: string;
  mode: string;
  spans: readonly SpanDraft[];
  timeZone: string;
  holidays: string;
  enabled: boolean;
};

type Choice = { value: string; label: string };
type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  quietHours: QuietHoursDraft;
  /** What they may be of, besides the project. */
  places: { destinations: Choice[]; routes: Choice[] };
  zones: readonly string[];
  projectZone: string;
  cancelHref: string;
};

function AppliesTo({
  state,
  places,
  chosen,
}: {
  state: ActionState<void>;
  places: Props["places"];
  chosen: string;
}) {
  const options = (choices: Choice[]) =>
    choices.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ));
  return (
    <SelectField
      label="Of"
      name="appliesTo"
      defaultValue={keptValue(state, "appliesTo", chosen)}
      errors={errorsOf(state, "appliesTo")}
    >
      <option value="project">The whole project</option>
      {places.destinations.length > 0 && (
        <optgroup label="A destination">{options(places.destinations)}</optgroup>
      )}
      {places.routes.length > 0 && <optgroup label="A route">{options(places.routes)}</optgroup>}
    </SelectField>
  );
}

function Spans({ state, spans }: { state: ActionState<void>; spans: readonly SpanDraft[] }) {
  return spans.map((span, place) => (
    <SpanFields
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows of the form keep their places.
      key={place}
      place={place}
      draft={{
        days: keptChoices(state, `days${place}`, span.days),
        from: keptValue(state, `from${place}`, span.from),
        until: keptValue(state, `until${place}`, span.until),
      }}
      errors={place === 0 ? errorsOf(state, "spans") : undefined}
    />
  ));
}

/** Creates or changes quiet hours. */
export function QuietHoursForm({ action, quietHours, places, zones, projectZone, cancelHref }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  const isNew = quietHours.id === undefined;
  return (
    <form action={submit} noValidate className="grid gap-5">
      {quietHours.id && <input type="hidden" name="quietHoursId" value={quietHours.id} />}
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder="Nights and weekends"
        defaultValue={keptValue(state, "name", quietHours.name)}
        errors={errorsOf(state, "name")}
      />
      <AppliesTo state={state} places={places} chosen={quietHours.appliesTo} />
      <SelectField
        label="In these hours"
        name="mode"
        defaultValue={keptValue(state, "mode", quietHours.mode)}
        errors={errorsOf(state, "mode")}
      >
        <option value="quiet">It is quiet</option>
        <option value="active">People are told, and outside of them it is quiet</option>
      </SelectField>
      <Spans state={state} spans={quietHours.spans} />
      <p className="text-sm text-ink-muted">
        An end at or before its beginning is on the next day: 22:00 until 07:00 is a night.
      </p>
      <ZoneField
        zones={zones}
        chosen={keptValue(state, "timeZone", quietHours.timeZone)}
        projectZone={projectZone}
        errors={errorsOf(state, "timeZone")}
      />
      <TextareaField
        label="Holidays"
        name="holidays"
        optional
        rows={3}
        placeholder={"2026-12-25\n2027-01-01"}
        hint="One day a line. On these it is quiet all day."
        defaultValue={keptValue(state, "holidays", quietHours.holidays)}
        errors={errorsOf(state, "holidays")}
      />
      <Checkbox name="enabled" value="on" defaultChecked={quietHours.enabled} label="Enabled" />
      <FormStatus state={state} done="Saved. They hold for the next event." />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving">{isNew ? "Create quiet hours" : "Save quiet hours"}</SubmitButton>
        <LinkButton href={cancelHref} variant="quiet">
          {isNew ? "Cancel" : "Back to quiet hours"}
        </LinkButton>
      </div>
    </form>
  );
}
