import { FolderClock } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { CaseFilter, type CaseQuery } from "@/components/cases/case-filter";
import { CaseTable } from "@/components/cases/case-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { caseStates } from "@/db/enums";
import { requireMember } from "@/lib/auth/session";
import { listCases } from "@/lib/cases/queries";

export const metadata: Metadata = { title: "Cases" };

const text = z.string().trim().min(1).max(255).optional().catch(undefined);
const querySchema = z.object({
  state: z.enum(caseStates).optional().catch(undefined),
  customer: text,
  cursor: text,
});

function NothingFound({ query, place }: { query: CaseQuery; place: Place }) {
  if (Object.values(query).some(Boolean)) {
    return (
      <EmptyState
        icon={FolderClock}
        title="No case matches"
        action={<LinkButton href={projectPath(place, "cases")}>Clear the filters</LinkButton>}
      >
        Try another state or customer.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={FolderClock}
      title="No cases yet"
      action={<LinkButton href={projectPath(place, "events")}>See the events</LinkButton>}
    >
      Events about one thing, such as an invoice and the attempts to charge it, come together in a case from
      when a route tells somebody of them. In Slack it is one message that is edited as things go on, with its
      history in the thread.
    </EmptyState>
  );
}

export default async function CasesPage(props: {
  params: Promise<Place>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const { cursor, ...query } = querySchema.parse(searchParams);
  const page = await listCases(scope, { state: query.state, customerId: query.customer, cursor });
  const path = projectPath(place, "cases");
  const count = page.items.length;
  return (
    <>
      <PageHeader
        title="Cases"
        description="What belongs together, as one story: how it stands, and what happened."
        actions={!cursor && <LiveRefresh everyMs={4000} hasControl />}
      />
      <CaseFilter path={path} query={query} />
      <Card flush>
        {count === 0 ? (
          <NothingFound query={query} place={place} />
        ) : (
          <>
            <CaseTable items={page.items} place={place} timeZone={project.timeZone} now={new Date()} />
            <Pagination
              summary={count === 1 ? "1 case" : `${count} cases`}
              firstHref={cursor ? withQuery(path, query) : null}
              nextHref={page.nextCursor && withQuery(path, { ...query, cursor: page.nextCursor })}
            />
          </>
        )}
      </Card>
    </>
  );
}
