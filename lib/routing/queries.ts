import { and, desc, eq, lt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { DestinationKind, OwnerRouting } from "@/db/enums";
import { destinations, routes } from "@/db/schema";
import { inScope, statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { brandInput, houseBrand } from "@/lib/brands/schema";
import { readCustomerSettings } from "@/lib/customers/settings";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import type { Mute } from "@/lib/mutes/match";
import { compileRedaction } from "@/lib/redaction/redact";
import { parseRedaction } from "@/lib/redaction/schema";
import { readRule, type StoredRule } from "@/lib/rules/stored";
import { senderScope } from "@/lib/slack/scopes";
import { compileStyle, type StoredTemplate, type Style } from "@/lib/templates/style";
import { compilePlaybook, type Playbook, type PlaybookDestination, type PlaybookRoute } from "./decide";
import { type Filter, readFilter } from "./filter";
import { createPlaybookCache, type PlaybookCache } from "./playbook-cache";
import { type PlaybookDigest, readHours, type StoredHours } from "./timing";

declare global {
  var bellwirePlaybooks: PlaybookCache | undefined;
}

async function readVersion(scope: Scope): Promise<number> {
  const [project] = await statementInScope<{ version: string }>(
    scope,
    (sql) => sql`
      select playbook_version as version from projects
      where id = ${scope.projectId} and organization_id = ${scope.organizationId}`,
  );
  if (!project) throw notFound();
  return Number(project.version);
}

type StoredDestination = Omit<PlaybookDestination, "redaction"> & { redaction: unknown };

type StoredPlaybook = {
  version: string;
  name: string;
  fallbackDestinationId: string | null;
  timeZone: string;
  brand: unknown;
  templates: StoredTemplate[];
  digests: PlaybookDigest[];
  hours: StoredHours[];
  destinations: StoredDestination[];
  routes: (Omit<PlaybookRoute, "filter"> & { filter: unknown })[];
  rules: StoredRule[];
  customerSettings: unknown;
  mutes: (Omit<Mute, "until"> & { until: string })[];
};

function destinationOf({ redaction, ...destination }: StoredDestination): PlaybookDestination {
  const rules = parseRedaction(redaction);
  return { ...destination, redaction: rules && compileRedaction(rules) };
}

function styleOf({ name, timeZone, brand, templates }: StoredPlaybook): Style {
  return compileStyle({
    project: { name, timeZone },
    brand: brandInput.parse(brand ?? houseBrand),
    templates,
  });
}

/** Version, destinations, routes, rules, templates and brand in one statement, so that they are of one moment. */
async function readPlaybook(scope: Scope): Promise<Playbook> {
  const [stored] = await statementInScope<StoredPlaybook>(
    scope,
    (sql) => sql`
      select p.playbook_version as version, p.name, p.fallback_destination_id as "fallbackDestinationId", p.time_zone as "timeZone",
        (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'name', d.name, 'lane', d.lane,
                  'enabled', d.enabled, 'acceptsSandbox', d.accepts_sandbox, 'isBroken', d.status = 'broken',
                  'redaction', d.redaction, 'maySetSender', d.kind = 'email' or ${senderScope} = any(i.scopes),
                  'mailsOwner', case when d.kind = 'email' and (d.config ->> 'toOwner')::boolean
                    then case when jsonb_array_length(d.config -> 'recipients') = 0 then 'alone' else 'too' end end)), '[]')
         from destinations d
         left join slack_installations i on i.organization_id = p.organization_id and i.id = d.config ->> 'installationId'
         where d.project_id = p.id) as destinations,
        (select json_build_object('name', b.name, 'iconUrl', b.icon_url, 'color', b.color, 'locale', b.locale,
                  'tone', b.tone, 'customerUrl', b.customer_url)
         from brands b where b.project_id = p.id) as brand,
        (select coalesce(json_agg(json_build_object('id', t.id, 'eventType', t.event_type, 'revision', t.revision,
                  'body', t.body)), '[]')
         from templates t where t.project_id = p.id and t.enabled) as templates,
        (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'destinationId', g.destination_id,
                  'collects', g.collects, 'routeIds', g.route_ids) order by g.id), '[]')
         from digests g where g.project_id = p.id and g.enabled and g.collects <> 'nothing') as digests,
        (select coalesce(json_agg(json_build_object('name', h.name, 'destinationId', h.destination_id, 'routeId', h.route_id,
                  'hours', h.hours) order by h.id), '[]')
         from quiet_hours h where h.project_id = p.id and h.enabled) as hours,
        (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'enabled', r.enabled,
                  'eventTypes', r.event_types, 'filter', r.filter, 'destinationId', r.destination_id,
                  'ownerRouting', r.owner_routing, 'mentionGroupId', r.mention_group_id) order by r.id), '[]')
         from routes r where r.project_id = p.id) as routes,
        (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'description', r.description, 'revision', r.revision,
                  'watchesSince', r.watches_since, 'definition', r.definition) order by r.id), '[]')
         from rules r where r.project_id = p.id and r.enabled) as rules,
        (select s.settings from customer_settings s where s.project_id = p.id) as "customerSettings",
        (select coalesce(json_agg(json_build_object('id', m.id, 'customerId', m.customer_id, 'ruleId', m.rule_id, 'routeId', m.route_id,
                  'destinationId', m.destination_id, 'until', m.until, 'by', m.by)), '[]')
         from mutes m where m.project_id = p.id and m.until > now()) as mutes
      from projects p where p.id = ${scope.projectId} and p.organization_id = ${scope.organizationId}`,
  );
  if (!stored) throw notFound();
  return compilePlaybook({
    version: Number(stored.version),
    destinations: stored.destinations.map(destinationOf),
    style: styleOf(stored),
    fallbackDestinationId: stored.fallbackDestinationId,
    timeZone: stored.timeZone,
    timing: { digests: stored.digests, hours: readHours(stored.hours, stored.timeZone) },
    routes: stored.routes.map((route) => ({ ...route, filter: readFilter(route.filter, route.id) })),
    rules: stored.rules.flatMap((rule) => readRule(rule) ?? []),
    zones: readCustomerSettings(stored.customerSettings).zones,
    mutes: stored.mutes.map((mute) => ({ ...mute, until: new Date(mute.until) })),
  });
}

/**
 * A project's routes and destinations, ready to decide with. Costs one small statement to see that the version held in
 * this process is still the newest; a change of any route or destination makes the next call load it anew.
 * @throws AppError `not_found` when the project is gone or belongs to another organization.
 */
export async function loadPlaybook(scope: Scope): Promise<Playbook> {
  globalThis.bellwirePlaybooks ??= createPlaybookCache();
  const version = await readVersion(scope);
  return globalThis.bellwirePlaybooks.get(scope.projectId, version, () => readPlaybook(scope));
}

export type RouteItem = {
  id: string;
  name: string;
  enabled: boolean;
  eventTypes: string[];
  filter: Filter | null;
  destinationId: string;
  destinationName: string;
  destinationKind: DestinationKind;
  destinationEnabled: boolean;
  ownerRouting: OwnerRouting;
  mentionGroupId: string | null;
  createdAt: Date;
  updatedAt: Date;
};

function select(tx: Transaction) {
  const isItsDestination = and(
    eq(destinations.projectId, routes.projectId),
    eq(destinations.id, routes.destinationId),
  );
  return tx
    .select({
      id: routes.id,
      name: routes.name,
      enabled: routes.enabled,
      eventTypes: routes.eventTypes,
      filter: routes.filter,
      destinationId: routes.destinationId,
      destinationName: destinations.name,
      destinationKind: destinations.kind,
      destinationEnabled: destinations.enabled,
      ownerRouting: routes.ownerRouting,
      mentionGroupId: routes.mentionGroupId,
      createdAt: routes.createdAt,
      updatedAt: routes.updatedAt,
    })
    .from(routes)
    .innerJoin(destinations, isItsDestination);
}

type Row = Awaited<ReturnType<typeof select>>[number];
const itemOf = (row: Row): RouteItem => ({ ...row, filter: readFilter(row.filter, row.id) });

type RouteQuery = {
  cursor?: string | undefined;
  limit?: number | undefined;
  destinationId?: string | undefined;
};

/** Most rows of one page. */
export const maxPage = 100;

/** A project's routes, newest first, by cursor (the last id of the page before). */
export async function listRoutes(
  scope: Scope,
  { cursor, limit: wanted = 50, destinationId }: RouteQuery = {},
): Promise<{ items: RouteItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(wanted, 1), maxPage);
  const conditions = [
    eq(routes.projectId, scope.projectId),
    cursor === undefined ? undefined : lt(routes.id, cursor),
    destinationId === undefined ? undefined : eq(routes.destinationId, destinationId),
  ];
  const rows = await inScope(scope, (tx) =>
    select(tx)
      .where(and(...conditions))
      .orderBy(desc(routes.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map(itemOf);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One route. @throws AppError `not_found`, also for another project's id. */
export async function getRoute(scope: Scope, id: string): Promise<RouteItem> {
  if (!isId("route", id)) throw notFound();
  const [row] = await inScope(scope, (tx) =>
    select(tx).where(and(eq(routes.projectId, scope.projectId), eq(routes.id, id))),
  );
  if (!row) throw notFound();
  return itemOf(row);
}
