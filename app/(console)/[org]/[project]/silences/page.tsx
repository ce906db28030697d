import { BellOff } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { MuteDialog } from "@/components/mutes/mute-dialog";
import { MuteTable } from "@/components/mutes/mute-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Cooldowns, HoldingHours, SnoozedCases, SwitchedOff } from "@/components/silences/sections";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast, type Scope } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { listMutes } from "@/lib/mutes/queries";
import { listRoutes, maxPage } from "@/lib/routing/queries";
import { listRules } from "@/lib/rules/queries";
import { listCooldowns } from "@/lib/silences/cooldowns/queries";
import { listHolding, listSwitchedOff } from "@/lib/silences/queries";
import { listSnoozes } from "@/lib/silences/snoozes/queries";
import { addMute, endMute, endRuleCooldown, switchHoursOff, switchOn, wakeCase } from "./actions";

export const metadata: Metadata = { title: "Silences" };

const cursor = z.string().max(500).optional().catch(undefined);
const querySchema = z.object({ mutes: cursor, snoozes: cursor, cooldowns: cursor });
type Cursors = z.infer<typeof querySchema>;

async function load(scope: Scope, cursors: Cursors) {
  const now = new Date();
  const [mutes, snoozes, cooldowns, holding, off] = await Promise.all([
    listMutes(scope, { cursor: cursors.mutes }, now),
    listSnoozes(scope, { cursor: cursors.snoozes }, now),
    listCooldowns(scope, { cursor: cursors.cooldowns }, now),
    listHolding(scope, now),
    listSwitchedOff(scope),
  ]);
  return { mutes, snoozes, cooldowns, holding, off };
}

/** What a mute may name. */
async function loadNames(scope: Scope) {
  const [destinations, routes, rules] = await Promise.all([
    listDestinations(scope),
    listRoutes(scope, { limit: maxPage }),
    listRules(scope, { limit: maxPage }),
  ]);
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ id, name }));
  return { destinations: named(destinations), routes: named(routes.items), rules: named(rules.items) };
}

export default async function SilencesPage(props: {
  params: Promise<Place>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project, role } = await requireMember(place.org, place.project);
  const cursors = querySchema.parse(searchParams);
  const mayChange = isAtLeast(role, "member");
  const [{ mutes, snoozes, cooldowns, holding, off }, names] = await Promise.all([
    load(scope, cursors),
    mayChange ? loadNames(scope) : null,
  ]);
  const path = projectPath(place, "silences");
  const pagesOf = (list: keyof Cursors, nextCursor: string | null) => ({
    firstHref: cursors[list] ? withQuery(path, { ...cursors, [list]: undefined }) : null,
    nextHref: nextCursor && withQuery(path, { ...cursors, [list]: nextCursor }),
  });
  const undone = <Action extends typeof endMute>(action: Action) =>
    mayChange ? action.bind(null, place.org, place.project) : undefined;
  const about = { place, timeZone: project.timeZone };
  const count = mutes.items.length;
  return (
    <>
      <PageHeader
        title="Silences"
        description="All that keeps something from being told just now, who asked for it and until when."
        actions={names && <MuteDialog action={addMute.bind(null, place.org, place.project)} {...names} />}
      />
      <div className="grid gap-5">
        <Card title="Mutes" description="Critical news included. Each ends by itself." flush>
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
              <MuteTable items={mutes.items} timeZone={project.timeZone} end={undone(endMute)} />
              <Pagination
                summary={count === 1 ? "1 mute" : `${count} mutes`}
                {...pagesOf("mutes", mutes.nextCursor)}
              />
            </>
          )}
        </Card>
        {(snoozes.items.length > 0 || cursors.snoozes) && (
          <SnoozedCases
            items={snoozes.items}
            pages={pagesOf("snoozes", snoozes.nextCursor)}
            undo={undone(wakeCase)}
            {...about}
          />
        )}
        {(cooldowns.items.length > 0 || cursors.cooldowns) && (
          <Cooldowns
            items={cooldowns.items}
            pages={pagesOf("cooldowns", cooldowns.nextCursor)}
            undo={undone(endRuleCooldown)}
            {...about}
          />
        )}
        {holding.length > 0 && <HoldingHours items={holding} undo={undone(switchHoursOff)} {...about} />}
        {off.length > 0 && <SwitchedOff items={off} undo={undone(switchOn)} {...about} />}
      </div>
    </>
  );
}
