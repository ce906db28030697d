import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export type CaseQuery = Partial<Record<"state" | "customer", string>>;

/** What to show of the cases; every choice stands in the address. */
export function CaseFilter({ path, query }: { path: string; query: CaseQuery }) {
  const isFiltered = Object.values(query).some(Boolean);
  return (
    <FilterForm action={path} className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Select name="state" defaultValue={query.state ?? ""} aria-label="State" className="sm:w-36">
        <option value="">Any state</option>
        <option value="open">Open</option>
        <option value="resolved">Resolved</option>
      </Select>
      <Input
        name="customer"
        defaultValue={query.customer}
        placeholder="Customer id"
        aria-label="Customer id"
        className="sm:w-52"
      />
      <Button type="submit">Filter</Button>
      {isFiltered && (
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
