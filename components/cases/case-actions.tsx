import { BellOff, BellRing, CircleCheck, Eye, EyeOff } from "lucide-react";
import { ActionButton } from "@/components/ui/action-button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ActionState } from "@/lib/action-state";
import type { CaseItem } from "@/lib/cases/queries";

type Action = (state: ActionState<unknown>, form: FormData) => Promise<ActionState<unknown>>;
type Props = {
  item: CaseItem;
  now: Date;
  actions: Record<"acknowledge" | "snooze" | "resolve", Action>;
  /** There is something better to do than to resolve it by hand. */
  awaitsAnswer?: boolean;
};

/** How long a case may be snoozed from here, in hours. */
const snoozeHours = [1, 4, 24, 72, 168] as const;

const inWords = (hours: number) =>
  hours < 24 ? `${hours} h` : hours === 24 ? "1 day" : `${hours / 24} days`;

function Snooze({ item, now, action }: { item: CaseItem; now: Date; action: Action }) {
  const fields = { caseId: item.id };
  if (item.snoozedUntil !== null && item.snoozedUntil > now)
    return (
      <ActionButton action={action} fields={{ ...fields, hours: "0" }} look={{ size: "md" }}>
        <BellRing aria-hidden />
        Wake
      </ActionButton>
    );
  return (
    <ConfirmDialog
      trigger={
        <>
          <BellOff aria-hidden />
          Snooze
        </>
      }
      title="Snooze this case"
      confirm="Snooze"
      pendingLabel="Snoozing"
      action={action}
      fields={fields}
    >
      <p className="mb-3">
        Until then only critical news of it is told. What was held back is told at its end.
      </p>
      <Field label="For how long" name="hours">
        {(control) => (
          <Select {...control} name="hours" defaultValue="24">
            {snoozeHours.map((hours) => (
              <option key={hours} value={hours}>
                {inWords(hours)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </ConfirmDialog>
  );
}

/** What can be done with a case that is open. Each can be taken back but resolving, which asks first. */
export function CaseActions({ item, now, actions, awaitsAnswer = false }: Props) {
  if (item.state === "resolved") return null;
  const isSeen = item.acknowledgedAt !== null;
  return (
    <>
      <ActionButton
        action={actions.acknowledge}
        fields={{ caseId: item.id, undo: String(isSeen) }}
        look={{ size: "md" }}
      >
        {isSeen ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        {isSeen ? "Take back" : "Acknowledge"}
      </ActionButton>
      <Snooze item={item} now={now} action={actions.snooze} />
      <ConfirmDialog
        trigger={
          <>
            <CircleCheck aria-hidden />
            Resolve
          </>
        }
        triggerLook={{ variant: awaitsAnswer ? "secondary" : "primary" }}
        title="Resolve this case"
        confirm="Resolve"
        pendingLabel="Resolving"
        action={actions.resolve}
        fields={{ caseId: item.id }}
      >
        Its messages will say that it was resolved by hand. A later event that opens it begins it anew.
      </ConfirmDialog>
    </>
  );
}
