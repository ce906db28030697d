import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { EventFilter } from "@/components/events/event-filter";
import { EventTable } from "@/components/events/event-table";
import { EventTabs } from "@/components/events/event-tabs";
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
import { listEvents } from "@/lib/events/queries";
import { countRejected } from "@/lib/events/rejected/queries";

export const metadata: Metadata = { title: "Events" };

const text = z.string().trim().min(1).max(200).optional().catch(undefined);
const querySchema = z.object({ id: text, type: text, customer: text, range: text, cursor: text });

function NothingFound({ isFiltered, place }: { isFiltered: boolean; place: Place }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={Inbox}
        title="No event matches"
        action={<LinkButton href={projectPath(place, "events")}>Clear the filters</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title="No events yet"
      action={
        <LinkButton href={projectPath(place)} variant="primary">
          Send the first one
        </LinkButton>
      }
    >
      Every event that your backend posts is listed here, with what was decided about it.
    </EmptyState>
  );
}

type Props = { params: Promise<Place>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function EventsPage(props: Props) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const { cursor, ...query } = querySchema.parse(searchParams);
  const now = new Date();
  const { id, type, customer: customerId, range } = query;
  const [page, rejectedCount] = await Promise.all([
    listEvents(scope, { id, type, customerId, from: rangeStart(range, now), cursor }),
    countRejected(scope, new Date(now.getTime() - 86_400_000)),
  ]);
  const path = projectPath(place, "events");
  const count = page.items.length;
  return (
    <>
      <PageHeader
        title="Events"
        description="Everything that came in, whether or not anybody was told."
        actions={!cursor && <LiveRefresh everyMs={4000} hasControl />}
      />
      <EventTabs place={place} current="taken" rejectedCount={rejectedCount} />
      <EventFilter path={path} query={query} />
      <Card flush>
        {count === 0 ? (
          <NothingFound isFiltered={Object.values(query).some(Boolean)} place={place} />
        ) : (
          <>
            <EventTable items={page.items} place={place} timeZone={project.timeZone} />
            <Pagination
              summary={count === 1 ? "1 event" : `${count} events`}
              firstHref={cursor ? withQuery(path, query) : null}
              nextHref={page.nextCursor && withQuery(path, { ...query, cursor: page.nextCursor })}
            />
          </>
        )}
      </Card>
    </>
  );
}
