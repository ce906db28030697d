import { Search } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { timeRanges } from "@/components/ui/time-range";
import { sourceKinds } from "@/db/enums";
import { reasonOf, rejectedCodes } from "@/lib/events/rejected/reasons";
import { EventTypesList, eventTypesList } from "./event-types-list";
import { sourceName } from "./source-name";

export type RejectedQuery = Partial<
  Record<"q" | "code" | "source" | "type" | "range" | "from" | "to", string>
>;

type Props = { path: string; query: RejectedQuery };

/** Which refused events to show; every choice stands in the address. */
export function RejectedFilter({ path, query }: Props) {
  return (
    <FilterForm action={path} className="mb-4 grid grid-cols-2 gap-2 sm:grid-cols-3 lg:flex lg:flex-wrap">
      <div className="relative col-span-full lg:min-w-44 lg:flex-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
        />
        <Input
          name="q"
          type="search"
          defaultValue={query.q}
          placeholder="Search reason, field or id"
          aria-label="Search the rejected events"
          className="pl-8.5"
        />
      </div>
      <Select name="code" defaultValue={query.code ?? ""} aria-label="Reason" className="lg:w-44">
        <option value="">Any reason</option>
        {rejectedCodes.map((code) => (
          <option key={code} value={code}>
            {reasonOf(code).label}
          </option>
        ))}
      </Select>
      <Select name="source" defaultValue={query.source ?? ""} aria-label="Source" className="lg:w-34">
        <option value="">Any source</option>
        {["api", ...sourceKinds].map((source) => (
          <option key={source} value={source}>
            {sourceName(source)}
          </option>
        ))}
      </Select>
      <Input
        name="type"
        defaultValue={query.type}
        placeholder="Event type"
        aria-label="Event type"
        list={eventTypesList}
        className="lg:w-40"
      />
      <EventTypesList />
      <Select name="range" defaultValue={query.range ?? ""} aria-label="Time" className="lg:w-36">
        <option value="">{query.from ? "The hour named" : "Any time"}</option>
        {timeRanges.map((range) => (
          <option key={range.value} value={range.value}>
            {range.label}
          </option>
        ))}
      </Select>
      {query.from && <input type="hidden" name="from" value={query.from} />}
      {query.to && <input type="hidden" name="to" value={query.to} />}
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
