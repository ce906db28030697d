"use client";

import { EventTypePicker } from "@/components/routes/event-type-picker";
import type { PickableFamily } from "@/components/routes/family-picker";
import { usePicked } from "@/components/routes/use-picked";
import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, keptChoices, keptValue } from "@/lib/action-state";

type Props = { state: ActionState<never>; families: PickableFamily[]; cancelHref: string };

/** What the forms of all kinds of destinations end with: which events go there, sandbox events, and the two ways to save. */
export function DestinationFormEnd({ state, families, cancelHref }: Props) {
  const { picked, toggle } = usePicked(keptChoices(state, "eventTypes", []));
  return (
    <>
      <div className="grid gap-1.5">
        <EventTypePicker
          families={families}
          picked={picked}
          toggle={toggle}
          ownTypes={keptValue(state, "ownTypes")}
          errors={errorsOf(state, "eventTypes")}
        />
        <p className="text-sm text-ink-muted">
          A route is made for what you tick. Leave all of it empty to make routes later: without one, nothing
          is sent there.
        </p>
      </div>
      <Checkbox
        name="acceptsSandbox"
        value="on"
        defaultChecked={keptValue(state, "acceptsSandbox") !== ""}
        label="Accept sandbox events"
        hint="Events sent with a test key go only to destinations that accept them, and are marked as sandbox."
      />
      <FormStatus state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="followUp" value="test" pendingLabel="Adding">
          Add and send a test
        </SubmitButton>
        <SubmitButton name="followUp" value="nothing" variant="secondary" pendingLabel="Adding">
          Add destination
        </SubmitButton>
        <LinkButton href={cancelHref} variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </>
  );
}
