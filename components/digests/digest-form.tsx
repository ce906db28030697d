"use client";

import { useActionState, useState } from "react";
import { ZoneField } from "@/components/time/zone-field";
import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptChoices, keptValue } from "@/lib/action-state";
import { type CadenceDraft, CadenceFields } from "./cadence-fields";

/** What the form starts from. */
export type DigestDraft = {
  id?: string;
  name: string;
  template: string;
  destinationId: string;
  collects: string;
  routeIds: string[];
  cadence: CadenceDraft;
  timeZone: string;
  sendEmpty: boolean;
  enabled: boolean;
};

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  digest: DigestDraft;
  destinations: { id: string; name: string }[];
  routes: { id: string; name: string; destinationId: string }[];
  zones: readonly string[];
  projectZone: string;
  cancelHref: string;
};

const templates = [
  ["summary", "Summary: what happened, by owner and customer"],
  ["leadership", "Leadership: health, churn, revenue at risk, key accounts"],
] as const;

const collections = [
  ["destination", "All that goes to its destination"],
  ["routes", "What some routes send there"],
  ["nothing", "Nothing: messages go at once, and this comes besides"],
] as const;

function Routes({
  state,
  routes,
  chosen,
}: {
  state: ActionState<void>;
  routes: Props["routes"];
  chosen: string[];
}) {
  const kept = keptChoices(state, "routeIds", chosen);
  const errors = errorsOf(state, "routeIds");
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium text-ink">Routes</legend>
      {routes.length === 0 && (
        <p className="text-sm text-ink-muted">No route leads to this destination yet.</p>
      )}
      {routes.map((route) => (
        <Checkbox
          key={route.id}
          name="routeIds"
          value={route.id}
          label={route.name}
          defaultChecked={kept.includes(route.id)}
        />
      ))}
      {errors && <p className="text-sm text-bad">{errors.join(" ")}</p>}
    </fieldset>
  );
}

/** Creates or changes a digest. */
export function DigestForm({ action, digest, destinations, routes, zones, projectZone, cancelHref }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  const [collects, setCollects] = useState(digest.collects);
  const [destinationId, setDestination] = useState(digest.destinationId);
  const isNew = digest.id === undefined;
  return (
    <form action={submit} noValidate className="grid gap-5">
      {digest.id && <input type="hidden" name="digestId" value={digest.id} />}
      <TextField
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        placeholder="Customer success, daily"
        defaultValue={keptValue(state, "name", digest.name)}
        errors={errorsOf(state, "name")}
      />
      <SelectField
        label="What it says"
        name="template"
        defaultValue={keptValue(state, "template", digest.template)}
        errors={errorsOf(state, "template")}
      >
        {templates.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Destination"
        name="destinationId"
        defaultValue={keptValue(state, "destinationId", destinationId)}
        onChange={(event) => setDestination(event.target.value)}
        errors={errorsOf(state, "destinationId")}
      >
        {destinations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="What waits for it"
        name="collects"
        hint="Critical notifications never wait."
        defaultValue={keptValue(state, "collects", collects)}
        onChange={(event) => setCollects(event.target.value)}
        errors={errorsOf(state, "collects")}
      >
        {collections.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {collects === "routes" && (
        <Routes
          state={state}
          routes={routes.filter((route) => route.destinationId === destinationId)}
          chosen={digest.routeIds}
        />
      )}
      <CadenceFields state={state} draft={digest.cadence} />
      <ZoneField
        zones={zones}
        chosen={keptValue(state, "timeZone", digest.timeZone)}
        projectZone={projectZone}
        errors={errorsOf(state, "timeZone")}
      />
      <Checkbox
        name="sendEmpty"
        value="on"
        defaultChecked={digest.sendEmpty}
        label="Also when there is nothing to tell"
      />
      <Checkbox
        name="enabled"
        value="on"
        defaultChecked={digest.enabled}
        label="Enabled"
        hint="One that is switched off tells what it has gathered at once, message by message."
      />
      <FormStatus state={state} done="Saved." />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving">{isNew ? "Create digest" : "Save digest"}</SubmitButton>
        <LinkButton href={cancelHref} variant="quiet">
          {isNew ? "Cancel" : "Back to digests"}
        </LinkButton>
      </div>
    </form>
  );
}
