import { and, count, desc, eq, lt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { CaseHistory, DestinationKind, DestinationStatus } from "@/db/enums";
import { destinations, projects, routes } from "@/db/schema";
import { inScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import { parseRedaction, type RedactionRules } from "@/lib/redaction/schema";
import { publishedMail } from "./email-config";
import { type DestinationError, describeTarget, destinationErrorSchema } from "./schema";
import { publishedEndpoint } from "./webhook-config";

/** A destination as people and the API see it. Its secret is in none of it. */
export type DestinationItem = Partial<ReturnType<typeof publishedEndpoint>> & {
  id: string;
  kind: DestinationKind;
  name: string;
  enabled: boolean;
  acceptsSandbox: boolean;
  /** Where the history of a case is told, where messages can be edited. */
  caseHistory: CaseHistory;
  /** What may not be seen there; null for nothing. */
  redaction: RedactionRules | null;
  status: DestinationStatus;
  lastError: DestinationError | null;
  lastSuccessAt: Date | null;
  /** Where it leads, masked: `#billing-alerts in Acme Demo`, `…/B0AB…/••••`. */
  target: string;
  /** Of mail: its addresses, with `owner` for the customer's own. */
  recipients?: string[];
  subjectPrefix?: string | null;
  replyTo?: string | null;
  /** Of a webhook: what it is told of and how; a secret header has no value here. */
  topics?: string[];
  /** Since when nothing has arrived there. */
  failingSince?: Date | null;
  routeCount: number;
  /** The unit of pacing that it belongs to. */
  lane: string;
  createdAt: Date;
};

/** Most rows of one page. */
export const maxPage = 100;

const isRouteOfIt = and(
  eq(routes.projectId, destinations.projectId),
  eq(routes.destinationId, destinations.id),
);

function select(tx: Transaction) {
  return tx
    .select({
      id: destinations.id,
      kind: destinations.kind,
      name: destinations.name,
      enabled: destinations.enabled,
      acceptsSandbox: destinations.acceptsSandbox,
      caseHistory: destinations.caseHistory,
      redaction: destinations.redaction,
      status: destinations.status,
      lastError: destinations.lastError,
      lastSuccessAt: destinations.lastSuccessAt,
      config: destinations.config,
      topics: destinations.topics,
      failingSince: destinations.failingSince,
      routeCount: count(routes.id),
      lane: destinations.lane,
      createdAt: destinations.createdAt,
    })
    .from(destinations)
    .leftJoin(routes, isRouteOfIt)
    .groupBy(destinations.projectId, destinations.id);
}

type Row = Awaited<ReturnType<typeof select>>[number];

function itemOf({ config, lastError, redaction, topics, failingSince, ...row }: Row): DestinationItem {
  return {
    ...row,
    redaction: parseRedaction(redaction),
    lastError: destinationErrorSchema.nullable().parse(lastError),
    target: describeTarget(row.kind, config),
    ...(row.kind === "email" && publishedMail(config)),
    ...(row.kind === "webhook" && { topics, failingSince, ...publishedEndpoint(config) }),
  };
}

/** All destinations of a project, newest first. */
export async function listDestinations(scope: Scope): Promise<DestinationItem[]> {
  const rows = await inScope(scope, (tx) =>
    select(tx).where(eq(destinations.projectId, scope.projectId)).orderBy(desc(destinations.id)),
  );
  return rows.map(itemOf);
}

type Page = { cursor?: string | undefined; limit?: number | undefined };

/** As listDestinations, by cursor (the last id of the page before). */
export async function pageDestinations(
  scope: Scope,
  { cursor, limit: wanted = 50 }: Page,
): Promise<{ items: DestinationItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(wanted, 1), maxPage);
  const isAfter = cursor === undefined ? undefined : lt(destinations.id, cursor);
  const rows = await inScope(scope, (tx) =>
    select(tx)
      .where(and(eq(destinations.projectId, scope.projectId), isAfter))
      .orderBy(desc(destinations.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map(itemOf);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One destination. @throws AppError `not_found`, also for another project's id. */
export async function getDestination(scope: Scope, id: string): Promise<DestinationItem> {
  if (!isId("destination", id)) throw notFound();
  const [row] = await inScope(scope, (tx) =>
    select(tx).where(and(eq(destinations.projectId, scope.projectId), eq(destinations.id, id))),
  );
  if (!row) throw notFound();
  return itemOf(row);
}

/** Most broken destinations that are told on every page. */
const maxTold = 20;

/** The broken destinations of a project, for the banner on its pages. */
export async function listBroken(scope: Scope): Promise<DestinationItem[]> {
  const isBroken = and(eq(destinations.projectId, scope.projectId), eq(destinations.status, "broken"));
  const rows = await inScope(scope, (tx) =>
    select(tx).where(isBroken).orderBy(destinations.id).limit(maxTold),
  );
  return rows.map(itemOf);
}

/** Where critical notifications go while their own destination is broken; null while nobody has chosen. */
export async function findFallbackId(scope: Scope): Promise<string | null> {
  const [project] = await inScope(scope, (tx) =>
    tx.select({ id: projects.fallbackDestinationId }).from(projects).where(eq(projects.id, scope.projectId)),
  );
  return project?.id ?? null;
}
