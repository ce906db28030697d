import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Select } from "@/components/ui/select";

export const reportRanges = [
  { value: "7", label: "Last 7 days" },
  { value: "30", label: "Last 30 days" },
  { value: "90", label: "Last 90 days" },
  { value: "365", label: "Last year" },
] as const;

/** Of which days, and of which environment. */
export function RangeFilter({
  path,
  days,
  environment,
}: {
  path: string;
  days: string;
  environment: string;
}) {
  return (
    <FilterForm action={path} className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Select name="days" defaultValue={days} aria-label="Time" className="sm:w-40">
        {reportRanges.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select name="environment" defaultValue={environment} aria-label="Environment" className="sm:w-36">
        <option value="production">Production</option>
        <option value="sandbox">Sandbox</option>
      </Select>
      <Button type="submit">Show</Button>
    </FilterForm>
  );
}
