"use client";

import { useActionState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextField } from "@/components/ui/text-field";
import type { OwnerRouting } from "@/db/enums";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { EventTypePicker } from "./event-type-picker";
import type { PickableFamily } from "./family-picker";
import { FilterBuilder } from "./filter-builder";
import type { Draft } from "./filter-draft";
import { usePicked } from "./use-picked";

/** What the form starts from. */
export type RouteDraft = {
  id?: string;
  name: string;
  destinationId: string;
  /** Types and wildcards of the catalog. */
  eventTypes: string[];
  ownTypes: string;
  filter: Draft | undefined;
  filterJson: string;
  enabled: boolean;
  ownerRouting: OwnerRouting;
  mentionGroupId: string;
};

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  route: RouteDraft;
  destinations: { id: string; name: string }[];
  families: PickableFamily[];
  fields: string[];
  cancelHref: string;
};

const ownerChoices: Record<OwnerRouting, string> = {
  none: "Nobody else",
  mention: "The customer's owner, by name",
  direct: "The customer's owner alone",
};

/** Who else is told in Slack. */
function Attention({ state, route }: { state: ActionState<void>; route: RouteDraft }) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <SelectField
        label="Who else is told"
        name="ownerRouting"
        hint="Of a Slack channel: the owner is named at the head, or gets the message directly instead. Whom Slack does not know by their e-mail address is told of in the channel."
        defaultValue={keptValue(state, "ownerRouting", route.ownerRouting)}
        errors={errorsOf(state, "ownerRouting")}
      >
        {Object.entries(ownerChoices).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField
        label="User group"
        name="mentionGroupId"
        optional
        placeholder="S0123ABC"
        autoComplete="off"
        maxLength={31}
        hint="The id of a group in Slack that is named at the head of the message."
        defaultValue={keptValue(state, "mentionGroupId", route.mentionGroupId)}
        errors={errorsOf(state, "mentionGroupId")}
      />
    </div>
  );
}

/** Creates or changes a route. */
export function RouteForm({ action, route, destinations, families, fields, cancelHref }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  const { picked, toggle } = usePicked(route.eventTypes);
  const isNew = route.id === undefined;
  return (
    <form action={submit} noValidate className="grid gap-6">
      {route.id && <input type="hidden" name="routeId" value={route.id} />}
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder="Failed payments to billing"
        defaultValue={keptValue(state, "name", route.name)}
        errors={errorsOf(state, "name")}
      />
      <EventTypePicker
        families={families}
        picked={picked}
        toggle={toggle}
        ownTypes={keptValue(state, "ownTypes", route.ownTypes)}
        errors={errorsOf(state, "eventTypes")}
      />
      <FilterBuilder
        draft={route.filter}
        json={keptValue(state, "filter", route.filterJson)}
        fields={fields}
        errors={errorsOf(state, "filter")}
      />
      <SelectField
        label="Destination"
        name="destinationId"
        defaultValue={keptValue(state, "destinationId", route.destinationId)}
        errors={errorsOf(state, "destinationId")}
      >
        {destinations.map((destination) => (
          <option key={destination.id} value={destination.id}>
            {destination.name}
          </option>
        ))}
      </SelectField>
      <Attention state={state} route={route} />
      <Checkbox
        name="enabled"
        value="on"
        defaultChecked={route.enabled}
        label="Enabled"
        hint="A route that is off sends nothing; what it would have sent is told in the trace of each event."
      />
      <FormStatus state={state} done="Saved. It holds for the next event." />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving">{isNew ? "Create route" : "Save route"}</SubmitButton>
        <LinkButton href={cancelHref} variant="quiet">
          {isNew ? "Cancel" : "Back to routes"}
        </LinkButton>
      </div>
    </form>
  );
}
