import { BellRing, Download, Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { RuleFilter, type RuleQuery } from "@/components/rules/rule-filter";
import { RuleTable } from "@/components/rules/rule-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { listRuleBoard } from "@/lib/rules/board/queries";
import { boardViews } from "@/lib/rules/board/view";
import { setEnabled } from "./actions";
import { PresetCards } from "./preset-cards";

export const metadata: Metadata = { title: "Rules" };

const text = z.string().trim().min(1).max(255).optional().catch(undefined);
const querySchema = z.object({
  query: text,
  view: z.enum(boardViews).optional().catch(undefined),
  cursor: text,
});

function NothingFound({ query, place, mayEdit }: { query: RuleQuery; place: Place; mayEdit: boolean }) {
  if (query.query || query.view) {
    return (
      <EmptyState
        icon={BellRing}
        title="No rule matches"
        action={<LinkButton href={projectPath(place, "rules")}>Clear the filters</LinkButton>}
      />
    );
  }
  return (
    <>
      <EmptyState
        icon={BellRing}
        title="No rules yet"
        action={
          mayEdit ? (
            <LinkButton href={projectPath(place, "rules", "new")} variant="primary">
              <Plus aria-hidden />
              Create a rule
            </LinkButton>
          ) : (
            "Ask a member of the project to create one."
          )
        }
      >
        A rule tells when a number matters: usage above a limit, a health score that falls, revenue on the way
        to its target, a payment that does not come.
      </EmptyState>
      {mayEdit && <PresetCards place={place} />}
    </>
  );
}

function Actions({ place, mayEdit, isEmpty }: { place: Place; mayEdit: boolean; isEmpty: boolean }) {
  return (
    <>
      {!isEmpty && <LinkButton href={projectPath(place, "rules", "noise")}>Noise</LinkButton>}
      {mayEdit && (
        <LinkButton href={projectPath(place, "rules", "import")}>
          <Upload aria-hidden />
          Import
        </LinkButton>
      )}
      {!isEmpty && (
        <LinkButton href={projectPath(place, "rules", "export")} prefetch={false}>
          <Download aria-hidden />
          Export
        </LinkButton>
      )}
      {mayEdit && (
        <LinkButton href={projectPath(place, "rules", "new")} variant="primary">
          <Plus aria-hidden />
          Create rule
        </LinkButton>
      )}
    </>
  );
}

type Props = { params: Promise<Place>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RulesPage(props: Props) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project, role } = await requireMember(place.org, place.project);
  const { cursor, ...query } = querySchema.parse(searchParams);
  const [{ items, nextCursor }, destinations] = await Promise.all([
    listRuleBoard(scope, { ...query, cursor, now: new Date() }),
    listDestinations(scope),
  ]);
  const path = projectPath(place, "rules");
  const mayEdit = isAtLeast(role, "member");
  const isEmpty = items.length === 0 && !query.query && !query.view;
  return (
    <>
      <LiveRefresh everyMs={10_000} />
      <PageHeader
        title="Rules"
        description="When a number matters, and who is told."
        actions={<Actions place={place} mayEdit={mayEdit} isEmpty={isEmpty} />}
      />
      {!isEmpty && <RuleFilter path={path} query={query} />}
      <Card flush>
        {items.length === 0 ? (
          <NothingFound query={query} place={place} mayEdit={mayEdit} />
        ) : (
          <>
            <RuleTable
              items={items}
              place={place}
              timeZone={project.timeZone}
              mayEdit={mayEdit}
              destinations={new Map(destinations.map(({ id, name }) => [id, name]))}
              setEnabled={setEnabled.bind(null, place.org, place.project)}
            />
            <Pagination
              summary={items.length === 1 ? "1 rule" : `${items.length} rules`}
              firstHref={cursor ? withQuery(path, query) : null}
              nextHref={nextCursor && withQuery(path, { ...query, cursor: nextCursor })}
              firstWord="First"
              nextWord="Next"
            />
          </>
        )}
      </Card>
    </>
  );
}
