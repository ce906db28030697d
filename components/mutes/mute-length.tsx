import { SelectField } from "@/components/ui/text-field";

const lengths = [
  { days: 1, label: "1 day" },
  { days: 7, label: "1 week" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
] as const;

/** For how long something is muted. */
export function MuteLength() {
  return (
    <SelectField label="For how long" name="days" defaultValue="7">
      {lengths.map(({ days, label }) => (
        <option key={days} value={days}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}
