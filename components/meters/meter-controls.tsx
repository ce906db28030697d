import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

type Props = {
  path: string;
  by: string;
  measure: string;
  customer: string;
  environment: string | undefined;
};

const measureWords = {
  sum: "Sum",
  count: "Readings",
  average: "Average",
  min: "Smallest",
  max: "Largest",
  last: "Last",
} as const;

/** How a meter is drawn: measured in which way, of whom. */
export function MeterControls({ path, by, measure, customer, environment }: Props) {
  return (
    <FilterForm action={path} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="by" value={by} />
      {environment && <input type="hidden" name="environment" value={environment} />}
      <Select name="measure" defaultValue={measure} aria-label="Measured as" className="w-32">
        {Object.entries(measureWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
      <Input
        name="customer"
        defaultValue={customer}
        placeholder="Customer id"
        aria-label="Customer id"
        maxLength={255}
        className="sm:w-40"
      />
      <Button type="submit">Draw</Button>
    </FilterForm>
  );
}
