import { Activity } from "lucide-react";
import type { Metadata } from "next";
import { ActivityFilter, type ActivityQuery } from "@/components/notifications/activity-filter";
import { FoldHeader } from "@/components/notifications/fold-header";
import { NotificationTable } from "@/components/notifications/notification-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { type SearchParams, toFilter, toQuery } from "./query";

export const metadata: Metadata = { title: "Activity" };

function NothingFound({ query, place }: { query: ActivityQuery; place: Place }) {
  if (Object.values(query).some(Boolean)) {
    return (
      <EmptyState
        icon={Activity}
        title="No notification matches"
        action={<LinkButton href={projectPath(place, "activity")}>Clear the filters</LinkButton>}
      >
        Try a longer time range or fewer filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Activity}
      title="No notifications yet"
      action={
        <>
          <LinkButton href={projectPath(place, "routes", "new")} variant="primary">
            Create a route
          </LinkButton>
          <LinkButton href={projectPath(place, "events")}>See the events</LinkButton>
        </>
      }
    >
      When an event comes in that a route matches, its notification stands here: what was said, to whom, and
      why.
    </EmptyState>
  );
}

export default async function ActivityPage(props: {
  params: Promise<Place>;
  searchParams: Promise<SearchParams>;
}) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const { cursor, ...query } = toQuery(searchParams);
  const [destinations, page] = await Promise.all([
    listDestinations(scope),
    listNotifications(scope, { ...toFilter(query, new Date()), cursor }),
  ]);
  const path = projectPath(place, "activity");
  const count = page.items.length;
  return (
    <>
      <PageHeader
        title="Activity"
        description="Every notification: what was decided, why, and what became of it."
        actions={!cursor && <LiveRefresh everyMs={4000} hasControl />}
      />
      {query.fold && <FoldHeader href={projectPath(place, "activity", query.fold)} listHref={path} />}
      <ActivityFilter path={path} query={query} destinations={destinations} />
      <Card flush>
        {count === 0 ? (
          <NothingFound query={query} place={place} />
        ) : (
          <>
            <NotificationTable
              caption="Notifications, newest first"
              items={page.items}
              place={place}
              timeZone={project.timeZone}
            />
            <Pagination
              summary={count === 1 ? "1 notification" : `${count} notifications`}
              firstHref={cursor ? withQuery(path, query) : null}
              nextHref={page.nextCursor && withQuery(path, { ...query, cursor: page.nextCursor })}
            />
          </>
        )}
      </Card>
    </>
  );
}
