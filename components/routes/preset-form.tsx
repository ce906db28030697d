"use client";

import { useActionState, useState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { type Preset, usualChoice } from "@/lib/routing/presets";
import { EventTypePills } from "./event-type-pills";

type Choosable = { id: string; name: string; target: string };
type Props = {
  preset: Preset;
  /** At least one. */
  destinations: Choosable[];
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  cancelHref: string;
};

type PreviewProps = { preset: Preset; nameOf: (slot: string) => string };

/** The routes as they will be, before they are. */
function Preview({ preset, nameOf }: PreviewProps) {
  return (
    <ul
      aria-label="Routes that will be created"
      className="divide-y divide-line rounded-md border border-line"
    >
      {preset.routes.map(({ name, slot, eventTypes }) => (
        <li key={name} className="grid gap-1.5 px-3 py-2.5 text-sm">
          <p>
            <span className="font-medium text-ink">{name}</span>
            <span className="text-ink-muted"> to {nameOf(slot)}</span>
          </p>
          <EventTypePills types={eventTypes} />
        </li>
      ))}
    </ul>
  );
}

/** Chooses the destinations of a preset, shows the routes that it comes to, and creates all of them or none. */
export function PresetForm({ preset, destinations, action, cancelHref }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  const [start] = useState(() => usualChoice(preset, destinations));
  const [chosen, setChosen] = useState(start);
  const nameOf = (slot: string) => destinations.find(({ id }) => id === chosen[slot])?.name ?? "";
  const count = preset.routes.length;
  return (
    <form action={submit} noValidate className="grid gap-5">
      <input type="hidden" name="preset" value={preset.id} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {preset.slots.map(({ id, label }) => (
          <SelectField
            key={id}
            label={label}
            name={id}
            defaultValue={keptValue(state, id, start[id] ?? "")}
            onChange={(event) => setChosen({ ...chosen, [id]: event.target.value })}
            errors={errorsOf(state, id)}
          >
            {destinations.map((destination) => (
              <option key={destination.id} value={destination.id}>
                {`${destination.name} (${destination.target})`}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
      <Preview preset={preset} nameOf={nameOf} />
      <FormStatus state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Creating">
          {count === 1 ? "Create the route" : `Create ${count} routes`}
        </SubmitButton>
        <LinkButton href={cancelHref} variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
