import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";
import { FamilyPicker, type PickableFamily } from "./family-picker";

type Props = {
  families: PickableFamily[];
  picked: ReadonlySet<string>;
  toggle: (type: string, on: boolean) => void;
  /** Types that the catalog does not know, as text. */
  ownTypes: string;
  errors: string[] | undefined;
};

/** Which event types a route takes: every one, families, single ones, and the sender's own. */
export function EventTypePicker({ families, picked, toggle, ownTypes, errors }: Props) {
  const takesAll = picked.has("*");
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">Events</legend>
      <Checkbox
        name="eventTypes"
        value="*"
        checked={takesAll}
        onChange={(event) => toggle("*", event.target.checked)}
        label="Every event"
        hint="Also of types that nobody has sent yet."
      />
      <div hidden={takesAll} className="grid gap-3">
        <div className="overflow-clip rounded-md border border-line">
          {families.map((family) => (
            <FamilyPicker key={family.family} family={family} picked={picked} toggle={toggle} />
          ))}
        </div>
        <TextField
          label="Your own types"
          name="ownTypes"
          optional
          defaultValue={ownTypes}
          placeholder="order.shipped, usage.*"
          autoComplete="off"
          spellCheck={false}
          hint="Separated by commas. A star takes everything that begins so."
        />
      </div>
      {errors && (
        <p role="alert" className="text-sm text-bad">
          {errors.join(" ")}
        </p>
      )}
    </fieldset>
  );
}
