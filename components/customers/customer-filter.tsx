import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export type CustomerQuery = Partial<Record<"query" | "tier" | "owner" | "zone" | "environment", string>>;
type Props = { path: string; query: CustomerQuery; tiers: readonly string[] };

/** Which customers to show; every choice stands in the address. */
export function CustomerFilter({ path, query, tiers }: Props) {
  return (
    <FilterForm action={path} className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Input
        name="query"
        defaultValue={query.query}
        placeholder="Name, id, e-mail or domain"
        aria-label="Name, id, e-mail or domain"
        className="sm:w-64"
      />
      <Select name="tier" defaultValue={query.tier ?? ""} aria-label="Tier" className="sm:w-36">
        <option value="">Any tier</option>
        {tiers.map((tier) => (
          <option key={tier} value={tier}>
            {tier}
          </option>
        ))}
      </Select>
      <Select name="zone" defaultValue={query.zone ?? ""} aria-label="Health zone" className="sm:w-36">
        <option value="">Any health</option>
        <option value="red">Red</option>
        <option value="yellow">Yellow</option>
        <option value="green">Green</option>
      </Select>
      <Input
        name="owner"
        defaultValue={query.owner}
        placeholder="Owner's e-mail"
        aria-label="Owner's e-mail"
        className="sm:w-52"
      />
      <Select
        name="environment"
        defaultValue={query.environment ?? ""}
        aria-label="Environment"
        className="sm:w-36"
      >
        <option value="">Production</option>
        <option value="sandbox">Sandbox</option>
      </Select>
      <Button type="submit">Filter</Button>
      {Object.values(query).some(Boolean) && (
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
