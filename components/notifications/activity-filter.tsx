import { Search } from "lucide-react";
import Link from "next/link";
import { EventTypesList, eventTypesList } from "@/components/events/event-types-list";
import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { timeRanges } from "@/components/ui/time-range";
import { notificationStates } from "@/db/enums";
import { stateLooks } from "./state-pill";

export type ActivityQuery = Partial<
  Record<"state" | "destination" | "route" | "type" | "customer" | "q" | "range" | "fold" | "case", string>
>;

type Props = { path: string; query: ActivityQuery; destinations: { id: string; name: string }[] };

/** What to show of the activity; every choice stands in the address. */
export function ActivityFilter({ path, query, destinations }: Props) {
  const isFiltered = Object.values(query).some(Boolean);
  return (
    <FilterForm action={path} className="mb-4 grid grid-cols-2 gap-2 sm:grid-cols-3 lg:flex lg:flex-wrap">
      <div className="relative col-span-full lg:min-w-56 lg:flex-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
        />
        <Input
          name="q"
          type="search"
          defaultValue={query.q}
          placeholder="Search the messages"
          aria-label="Search the messages"
          className="pl-8.5"
        />
      </div>
      <Select name="state" defaultValue={query.state ?? ""} aria-label="State" className="lg:w-34">
        <option value="">Any state</option>
        {notificationStates.map((state) => (
          <option key={state} value={state}>
            {stateLooks[state].word}
          </option>
        ))}
      </Select>
      <Select
        name="destination"
        defaultValue={query.destination ?? ""}
        aria-label="Destination"
        className="lg:w-44"
      >
        <option value="">Any destination</option>
        {destinations.map((destination) => (
          <option key={destination.id} value={destination.id}>
            {destination.name}
          </option>
        ))}
      </Select>
      <Input
        name="type"
        defaultValue={query.type}
        placeholder="Event type"
        aria-label="Event type"
        list={eventTypesList}
        className="lg:w-44"
      />
      <EventTypesList />
      <Input
        name="customer"
        defaultValue={query.customer}
        placeholder="Customer id"
        aria-label="Customer id"
        className="lg:w-36"
      />
      <Select name="range" defaultValue={query.range ?? ""} aria-label="Time" className="lg:w-36">
        <option value="">Any time</option>
        {timeRanges.map((range) => (
          <option key={range.value} value={range.value}>
            {range.label}
          </option>
        ))}
      </Select>
      {query.route && <input type="hidden" name="route" value={query.route} />}
      {query.fold && <input type="hidden" name="fold" value={query.fold} />}
      {query.case && <input type="hidden" name="case" value={query.case} />}
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
