import { BellOff } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { MuteDialog } from "@/components/mutes/mute-dialog";
import { MuteTable } from "@/components/mutes/mute-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { listMutes } from "@/lib/mutes/queries";
import { listRoutes, maxPage } from "@/lib/routing/queries";
import { listRules } from "@/lib/rules/queries";
import { addMute, endMute } from "./actions";

export const metadata: Metadata = { title: "Mutes" };

const querySchema = z.object({ cursor: z.string().max(64).optional().catch(undefined) });

export default async function MutesPage(props: {
  params: Promise<Place>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project, role } = await requireMember(place.org, place.project);
  const { cursor } = querySchema.parse(searchParams);
  const mayChange = isAtLeast(role, "member");
  const [page, destinations, routes, rules] = await Promise.all([
    listMutes(scope, { cursor }, new Date()),
    listDestinations(scope),
    listRoutes(scope, { limit: maxPage }),
    listRules(scope, { limit: maxPage }),
  ]);
  const path = projectPath(place, "mutes");
  const count = page.items.length;
  const dialog = mayChange && (
    <MuteDialog
      action={addMute.bind(null, place.org, place.project)}
      destinations={destinations.map(({ id, name }) => ({ id, name }))}
      routes={routes.items.map(({ id, name }) => ({ id, name }))}
      rules={rules.items.map(({ id, name }) => ({ id, name }))}
    />
  );
  return (
    <>
      <PageHeader
        title="Mutes"
        description="What nobody is told of for a while, critical news included. Each ends by itself."
        actions={dialog}
      />
      <Card flush>
        {count === 0 ? (
          <EmptyState
            icon={BellOff}
            title="Nothing is muted"
            action={<LinkButton href={projectPath(place, "cases")}>See the cases</LinkButton>}
          >
            A customer can be muted from a case here, or from its message in Slack.
          </EmptyState>
        ) : (
          <>
            <MuteTable
              items={page.items}
              timeZone={project.timeZone}
              end={mayChange ? endMute.bind(null, place.org, place.project) : undefined}
            />
            <Pagination
              summary={count === 1 ? "1 mute" : `${count} mutes`}
              firstHref={cursor ? path : null}
              nextHref={page.nextCursor && withQuery(path, { cursor: page.nextCursor })}
            />
          </>
        )}
      </Card>
    </>
  );
}
