import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export type RuleQuery = { query?: string | undefined; view?: string | undefined };

/** Which rules to show; every choice stands in the address. */
export function RuleFilter({ path, query }: { path: string; query: RuleQuery }) {
  return (
    <FilterForm action={path} className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Input
        name="query"
        defaultValue={query.query}
        placeholder="Name, meter or event type"
        aria-label="Name, meter or event type"
        className="max-sm:col-span-full sm:w-64"
      />
      <Select name="view" defaultValue={query.view ?? ""} aria-label="Which rules" className="sm:w-40">
        <option value="">All rules</option>
        <option value="firing">Firing now</option>
        <option value="on">On</option>
        <option value="off">Off</option>
      </Select>
      <Button type="submit">Filter</Button>
      {(query.query || query.view) && (
        <Link
          href={path}
          className="self-center px-1 text-sm text-ink-muted underline underline-offset-2 hover:text-ink"
        >
          Clear
        </Link>
      )}
    </FilterForm>
  );
}
