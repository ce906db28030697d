import { and, desc, eq } from "drizzle-orm";
import type { DestinationKind, DigestCollection, DigestTemplate } from "@/db/enums";
import { destinations, digests } from "@/db/schema";
import { inScope, statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import { type Message, parseMessage } from "@/lib/messages/message";
import { type Cadence, cadenceSchema } from "@/lib/schedule/cadence";

export type DigestItem = {
  id: string;
  name: string;
  enabled: boolean;
  template: DigestTemplate;
  destinationId: string;
  destinationName: string;
  destinationKind: DestinationKind;
  collects: DigestCollection;
  routeIds: string[];
  cadence: Cadence;
  /** Null for the project's. */
  timeZone: string | null;
  sendEmpty: boolean;
  nextAt: Date | null;
  toldUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

const columns = {
  id: digests.id,
  name: digests.name,
  enabled: digests.enabled,
  template: digests.template,
  destinationId: digests.destinationId,
  destinationName: destinations.name,
  destinationKind: destinations.kind,
  collects: digests.collects,
  routeIds: digests.routeIds,
  cadence: digests.cadence,
  timeZone: digests.timeZone,
  sendEmpty: digests.sendEmpty,
  nextAt: digests.nextAt,
  toldUntil: digests.toldUntil,
  createdAt: digests.createdAt,
  updatedAt: digests.updatedAt,
};

const isItsDestination = and(
  eq(destinations.projectId, digests.projectId),
  eq(destinations.id, digests.destinationId),
);

/** A project's digests, newest first; there are few. */
export async function listDigests(scope: Scope): Promise<DigestItem[]> {
  const rows = await inScope(scope, (tx) =>
    tx
      .select(columns)
      .from(digests)
      .innerJoin(destinations, isItsDestination)
      .where(eq(digests.projectId, scope.projectId))
      .orderBy(desc(digests.id)),
  );
  return rows.map((row) => ({ ...row, cadence: cadenceSchema.parse(row.cadence) }));
}

/** One digest. @throws AppError `not_found`, also for another project's id. */
export async function getDigest(scope: Scope, id: string): Promise<DigestItem> {
  if (!isId("digest", id)) throw notFound();
  const [row] = await inScope(scope, (tx) =>
    tx
      .select(columns)
      .from(digests)
      .innerJoin(destinations, isItsDestination)
      .where(and(eq(digests.projectId, scope.projectId), eq(digests.id, id))),
  );
  if (!row) throw notFound();
  return { ...row, cadence: cadenceSchema.parse(row.cadence) };
}

/** One time that a digest was told. */
export type RoundItem = {
  id: string;
  digestId: string | null;
  name: string;
  windowStart: Date;
  windowEnd: Date;
  timeZone: string;
  /** Notifications that it tells. */
  count: number;
  /** The state of its message; null while there is none, or none was needed. */
  state: string | null;
};

/** When a digest was told last, newest first, and how many it has gathered since. */
export async function listRounds(scope: Scope, digestId: string, limit = 20): Promise<RoundItem[]> {
  return statementInScope<RoundItem>(
    scope,
    (sql) => sql`
      select r.id, r.digest_id as "digestId", r.name, r.window_start as "windowStart", r.window_end as "windowEnd", r.time_zone as "timeZone",
             (select count(*)::int from notifications m where m.project_id = r.project_id and m.folded_into = r.id) as count, n.state
      from rounds r left join notifications n on n.project_id = r.project_id and n.id = r.id
      where r.project_id = ${scope.projectId} and r.digest_id = ${digestId} order by r.window_end desc limit ${limit}`,
  );
}

/** How many notifications wait for each digest. */
export async function countWaiting(scope: Scope): Promise<Map<string, number>> {
  const rows = await statementInScope<{ digestId: string; count: number }>(
    scope,
    (sql) => sql`
      select digest_id as "digestId", count(*)::int as count from notifications
      where project_id = ${scope.projectId} and state = 'held' and digest_id is not null and folded_into is null group by digest_id`,
  );
  return new Map(rows.map(({ digestId, count }) => [digestId, count]));
}

/** A round with all that it says; its message may have said less, for the place's limits. */
export type RoundDetail = RoundItem & { full: Message };

/** One round, whole. @throws AppError `not_found`, also for another project's id and one that said nothing. */
export async function getRound(scope: Scope, id: string): Promise<RoundDetail> {
  if (!isId("notification", id)) throw notFound();
  const [row] = await statementInScope<RoundItem & { full: unknown }>(
    scope,
    (sql) => sql`
      select r.id, r.digest_id as "digestId", r.name, r.window_start as "windowStart", r.window_end as "windowEnd", r.time_zone as "timeZone",
             (select count(*)::int from notifications m where m.project_id = r.project_id and m.folded_into = r.id) as count, n.state,
             r.report -> 'message' as full
      from rounds r left join notifications n on n.project_id = r.project_id and n.id = r.id
      where r.project_id = ${scope.projectId} and r.id = ${id}`,
  );
  if (!row?.full) throw notFound();
  return { ...row, full: parseMessage(row.full) };
}
