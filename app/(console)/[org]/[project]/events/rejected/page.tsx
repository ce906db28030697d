import { CircleCheck, Inbox } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { EventTabs } from "@/components/events/event-tabs";
import { RejectedFilter } from "@/components/events/rejected-filter";
import { RejectedShares } from "@/components/events/rejected-shares";
import { RejectedTable } from "@/components/events/rejected-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { rangeStart } from "@/components/ui/time-range";
import { requireMember } from "@/lib/auth/session";
import { listRejected, summarizeRejected } from "@/lib/events/rejected/queries";
import { retention } from "@/lib/retention/policy";

export const metadata: Metadata = { title: "Rejected events" };

const text = z.string().trim().min(1).max(200).optional().catch(undefined);
const instant = z.iso.datetime().optional().catch(undefined);
const querySchema = z.object({
  q: text,
  code: text,
  source: text,
  type: text,
  range: text,
  /** The hour that a report speaks of. */
  from: instant,
  to: instant,
  cursor: text,
});

const keptDays = retention.rejectedEvents.keepMs / 86_400_000;

function NothingFound({ isFiltered, place }: { isFiltered: boolean; place: Place }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={Inbox}
        title="No rejected event matches"
        action={<LinkButton href={projectPath(place, "events", "rejected")}>Clear the filters</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      icon={CircleCheck}
      title="Nothing was rejected"
      action={<LinkButton href={projectPath(place, "events")}>See the accepted events</LinkButton>}
    >
      {`An event that cannot be used is kept here for ${keptDays} days with the reason, the place and what to do about it.`}
    </EmptyState>
  );
}

type Props = { params: Promise<Place>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RejectedPage(props: Props) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const { cursor, ...query } = querySchema.parse(searchParams);
  const { q, range, from, to, ...exact } = query;
  const now = new Date();
  const since = rangeStart(range, now) ?? (from === undefined ? undefined : new Date(from));
  const until = range === undefined && to !== undefined ? new Date(to) : undefined;
  const [{ hour, day }, page] = await Promise.all([
    summarizeRejected(scope, { now }),
    listRejected(scope, { ...exact, query: q, from: since, to: until, cursor }),
  ]);
  const path = projectPath(place, "events", "rejected");
  const count = page.items.length;
  return (
    <>
      <PageHeader
        title="Events"
        description="What could not be used, with the reason. Nothing of it was told to anybody."
        actions={!cursor && <LiveRefresh everyMs={10_000} hasControl />}
      />
      <EventTabs place={place} current="rejected" rejectedCount={day.rejected} />
      <RejectedShares hour={hour} day={day} />
      <RejectedFilter path={path} query={query} />
      <Card flush>
        {count === 0 ? (
          <NothingFound isFiltered={Object.values(query).some(Boolean)} place={place} />
        ) : (
          <>
            <RejectedTable items={page.items} place={place} timeZone={project.timeZone} />
            <Pagination
              summary={count === 1 ? "1 rejected event" : `${count} rejected events`}
              firstHref={cursor ? withQuery(path, query) : null}
              nextHref={page.nextCursor && withQuery(path, { ...query, cursor: page.nextCursor })}
            />
          </>
        )}
      </Card>
    </>
  );
}
