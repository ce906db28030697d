import { and, desc, eq } from "drizzle-orm";
import { destinations, quietHours, routes } from "@/db/schema";
import { inScope, statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import { type Hours, hoursSchema } from "@/lib/schedule/hours";

export type QuietHoursItem = {
  id: string;
  name: string;
  enabled: boolean;
  destinationId: string | null;
  destinationName: string | null;
  routeId: string | null;
  routeName: string | null;
  hours: Hours;
  createdAt: Date;
  updatedAt: Date;
};

async function read(scope: Scope, id?: string): Promise<QuietHoursItem[]> {
  const rows = await inScope(scope, (tx) =>
    tx
      .select({
        id: quietHours.id,
        name: quietHours.name,
        enabled: quietHours.enabled,
        destinationId: quietHours.destinationId,
        destinationName: destinations.name,
        routeId: quietHours.routeId,
        routeName: routes.name,
        hours: quietHours.hours,
        createdAt: quietHours.createdAt,
        updatedAt: quietHours.updatedAt,
      })
      .from(quietHours)
      .leftJoin(
        destinations,
        and(eq(destinations.projectId, quietHours.projectId), eq(destinations.id, quietHours.destinationId)),
      )
      .leftJoin(routes, and(eq(routes.projectId, quietHours.projectId), eq(routes.id, quietHours.routeId)))
      .where(
        and(eq(quietHours.projectId, scope.projectId), id === undefined ? undefined : eq(quietHours.id, id)),
      )
      .orderBy(desc(quietHours.id)),
  );
  return rows.map((row) => ({ ...row, hours: hoursSchema.parse(row.hours) }));
}

/** A project's quiet hours, newest first; there are few. */
export const listQuietHours = (scope: Scope): Promise<QuietHoursItem[]> => read(scope);

/** One of them. @throws AppError `not_found`, also for another project's id. */
export async function getQuietHours(scope: Scope, id: string): Promise<QuietHoursItem> {
  const [item] = isId("quietHours", id) ? await read(scope, id) : [];
  if (!item) throw notFound();
  return item;
}

/** How many notifications wait for quiet hours to end, and until when the first of them does. */
export async function countQuiet(scope: Scope): Promise<{ count: number; until: Date | null }> {
  const [row] = await statementInScope<{ count: number; until: Date | null }>(
    scope,
    (sql) => sql`
      select count(*)::int as count, min(held_until) as until from notifications
      where project_id = ${scope.projectId} and state = 'held' and held_for = 'hours' and folded_into is null`,
  );
  return row ?? { count: 0, until: null };
}
