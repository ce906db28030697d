"use client";

import { useEffect, useState } from "react";
import { SelectField } from "@/components/ui/text-field";

type Props = {
  /** From the server: browsers know other names, and the two renderings have to agree. */
  zones: readonly string[];
  /** What is chosen; without it the browser's own zone is offered, once there is script. */
  chosen?: string | undefined;
  errors: string[];
  hint?: string;
};

/** A project's time zone: the days and hours of digests, quiet hours and charts. */
export function TimeZoneField({ zones, chosen, errors, hint }: Props) {
  const [suggested, suggest] = useState("UTC");
  useEffect(() => suggest(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const value = chosen ?? suggested;
  const options = zones.includes(value) ? zones : [value, ...zones];
  return (
    <SelectField label="Time zone" name="timeZone" defaultValue={value} errors={errors} hint={hint}>
      {options.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll("_", " ")}
        </option>
      ))}
    </SelectField>
  );
}
