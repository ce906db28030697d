import { errorsOf } from "@/components/ui/form-state";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type ActionState, keptValue } from "@/lib/action-state";

/** One step as the form has it; one without a destination is none. */
export type StepDraft = {
  minutes: string;
  destinationId: string;
  person: string;
  group: string;
  /** Set by the API alone: kept as it is. */
  severities: string;
};

type Props = {
  state: ActionState<void>;
  place: number;
  step: StepDraft;
  destinations: { id: string; name: string }[];
};

const people = {
  "": "All who read the destination",
  owner: "The customer’s owner, directly",
  manager: "The owner’s manager, directly",
} as const;

/** Who is told, and when, of one step. */
export function StepFields({ state, place, step, destinations }: Props) {
  const isFirst = place === 0;
  const kept = (name: string, value: string) => keptValue(state, `${name}${place}`, value);
  return (
    <fieldset className="grid items-start gap-4 rounded-md border border-line p-4 sm:grid-cols-2">
      <legend className="px-1 text-sm font-medium text-ink">{`Step ${place + 1}`}</legend>
      <input type="hidden" name={`stepSeverities${place}`} value={step.severities} />
      <TextField
        label={isFirst ? "After so many minutes" : "Then after so many more"}
        name={`minutes${place}`}
        type="number"
        min={1}
        max={10_080}
        optional={!isFirst}
        defaultValue={kept("minutes", step.minutes)}
        errors={isFirst ? errorsOf(state, "steps") : undefined}
      />
      <SelectField
        label="Destination"
        name={`destination${place}`}
        optional={!isFirst}
        defaultValue={kept("destination", step.destinationId)}
      >
        <option value="">None</option>
        {destinations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Tell"
        name={`person${place}`}
        hint={
          isFirst
            ? "Of a Slack channel. Who is not found by their e-mail address is told of at the destination. The manager is the customer’s attribute ownerManagerEmail."
            : undefined
        }
        defaultValue={kept("person", step.person)}
      >
        {Object.entries(people).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField
        label="User group"
        name={`group${place}`}
        optional
        placeholder="S0123ABC"
        autoComplete="off"
        maxLength={31}
        hint={isFirst ? "The id of a group in Slack that is named at the destination." : undefined}
        defaultValue={kept("group", step.group)}
      />
    </fieldset>
  );
}
