import { SelectField } from "@/components/ui/text-field";

type Props = {
  /** From the server: browsers know other names. */
  zones: readonly string[];
  /** Empty for the project's. */
  chosen: string;
  projectZone: string;
  errors: string[] | undefined;
};

/** A time zone of its own, or the project's. */
export function ZoneField({ zones, chosen, projectZone, errors }: Props) {
  const options = chosen === "" || zones.includes(chosen) ? zones : [chosen, ...zones];
  return (
    <SelectField label="Time zone" name="timeZone" defaultValue={chosen} errors={errors}>
      <option value="">{`The project's (${projectZone.replaceAll("_", " ")})`}</option>
      {options.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll("_", " ")}
        </option>
      ))}
    </SelectField>
  );
}
