import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { timeRanges } from "@/components/ui/time-range";
import { EventTypesList, eventTypesList } from "./event-types-list";

type Props = { path: string; query: Partial<Record<"id" | "type" | "customer" | "range", string>> };

/** Which events to show; every choice stands in the address. */
export function EventFilter({ path, query }: Props) {
  return (
    <FilterForm action={path} className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Input
        name="id"
        type="search"
        defaultValue={query.id}
        placeholder="Event id or sender's id"
        aria-label="Event id or sender's id"
        className="max-sm:col-span-full sm:w-56"
      />
      <Input
        name="type"
        defaultValue={query.type}
        placeholder="Event type"
        aria-label="Event type"
        list={eventTypesList}
        className="sm:w-56"
      />
      <EventTypesList />
      <Input
        name="customer"
        defaultValue={query.customer}
        placeholder="Customer id"
        aria-label="Customer id"
        className="sm:w-44"
      />
      <Select name="range" defaultValue={query.range ?? ""} aria-label="Time" className="sm:w-36">
        <option value="">Any time</option>
        {timeRanges.map((range) => (
          <option key={range.value} value={range.value}>
            {range.label}
          </option>
        ))}
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
