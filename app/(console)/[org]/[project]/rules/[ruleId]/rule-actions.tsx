import { BellOff, Copy, Pencil } from "lucide-react";
import { type Place, projectPath } from "@/components/shell/paths";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { Field } from "@/components/ui/field";
import { InstantSwitch } from "@/components/ui/instant-switch";
import { LinkButton } from "@/components/ui/link-button";
import { withQuery } from "@/components/ui/query-string";
import { Select } from "@/components/ui/select";
import { addMute } from "../../silences/actions";
import { remove, setEnabled } from "../actions";

type Props = { place: Place; id: string; name: string; enabled: boolean };

/** How long a rule may be muted from here, in days. */
const muteDays = [1, 3, 7, 14, 30, 90] as const;

function Mute({ place, id, name }: Omit<Props, "enabled">) {
  return (
    <ConfirmDialog
      trigger={
        <>
          <BellOff aria-hidden />
          Mute
        </>
      }
      title={`Mute ${name}`}
      confirm="Mute"
      pendingLabel="Muting"
      action={addMute.bind(null, place.org, place.project)}
      fields={{ ruleId: id }}
    >
      <p className="mb-3">
        It goes on judging, but nobody is told until then, critical news included. Single customers are muted
        under Silences.
      </p>
      <Field label="For how long" name="days">
        {(control) => (
          <Select {...control} defaultValue="7">
            {muteDays.map((days) => (
              <option key={days} value={days}>
                {days === 1 ? "1 day" : `${days} days`}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </ConfirmDialog>
  );
}

/** What can be done with a rule. */
export function RuleActions({ place, id, name, enabled }: Props) {
  return (
    <>
      <InstantSwitch
        checked={enabled}
        label="Enabled"
        showLabel
        fields={{ ruleId: id }}
        action={setEnabled.bind(null, place.org, place.project)}
      />
      <Mute place={place} id={id} name={name} />
      <LinkButton href={withQuery(projectPath(place, "rules", "new"), { copy: id })}>
        <Copy aria-hidden />
        Duplicate
      </LinkButton>
      <LinkButton href={projectPath(place, "rules", id, "edit")}>
        <Pencil aria-hidden />
        Edit
      </LinkButton>
      <DeleteDialog
        kind="rule"
        name={name}
        action={remove.bind(null, place.org, place.project)}
        fields={{ ruleId: id }}
      >
        It judges nothing any more, and its open cases are closed. What it has told stays in the log.
      </DeleteDialog>
    </>
  );
}
