import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { heldUntil, hoursSchema } from "@/lib/schedule/hours";

/** Quiet hours that hold just now. */
export type HoldingItem = {
  id: string;
  name: string;
  destinationId: string | null;
  destinationName: string | null;
  routeId: string | null;
  routeName: string | null;
  until: Date;
  /** Notifications that wait where they apply. */
  held: number;
};

type Row = Omit<HoldingItem, "until"> & { hours: unknown; timeZone: string };

/** Quiet hours that hold just now, those that end first first; a project has few. */
export async function listHolding(scope: Scope, now: Date): Promise<HoldingItem[]> {
  const rows = await statementInScope<Row>(
    scope,
    (sql) => sql`
      with held as materialized (
        select destination_id, route_id, count(*)::int as count from notifications
        where project_id = ${scope.projectId} and state = 'held' and held_for = 'hours' and folded_into is null group by 1, 2
      )
      select q.id, q.name, q.hours, p.time_zone as "timeZone", q.destination_id as "destinationId", d.name as "destinationName",
             q.route_id as "routeId", r.name as "routeName",
             (select coalesce(sum(h.count), 0)::int from held h
              where (q.destination_id is null or h.destination_id = q.destination_id) and (q.route_id is null or h.route_id = q.route_id)) as held
      from quiet_hours q
      join projects p on p.id = q.project_id
      left join destinations d on d.project_id = q.project_id and d.id = q.destination_id
      left join routes r on r.project_id = q.project_id and r.id = q.route_id
      where q.project_id = ${scope.projectId} and q.enabled`,
  );
  return rows
    .flatMap(({ hours: stored, timeZone, ...item }): HoldingItem[] => {
      const hours = hoursSchema.parse(stored);
      const until = heldUntil([{ ...hours, timeZone: hours.timeZone ?? timeZone }], now);
      return until ? [{ ...item, until }] : [];
    })
    .sort((one, other) => one.until.getTime() - other.until.getTime());
}

/** Something that tells nothing until somebody switches it on again. */
export type SwitchedOffItem = {
  kind: "rule" | "route" | "destination";
  id: string;
  name: string;
  changedAt: Date;
};

/** Rules, routes and destinations that are switched off, those that were changed last first; up to 100. */
export async function listSwitchedOff(scope: Scope): Promise<SwitchedOffItem[]> {
  return statementInScope<SwitchedOffItem>(
    scope,
    (sql) => sql`
      select 'rule' as kind, id, name, updated_at as "changedAt" from rules where project_id = ${scope.projectId} and not enabled
      union all
      select 'route', id, name, updated_at from routes where project_id = ${scope.projectId} and not enabled
      union all
      select 'destination', id, name, updated_at from destinations where project_id = ${scope.projectId} and not enabled
      order by 4 desc, 2 limit 100`,
  );
}
