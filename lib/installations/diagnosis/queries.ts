import type { DestinationKind, DestinationStatus } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { destinationErrorSchema } from "@/lib/destinations/schema";
import { notFound } from "@/lib/errors";
import type { DestinationFacts } from "./destination";

/** A destination as a diagnosis looks at it. Its secret is sealed still. */
export type DiagnosedDestination = {
  id: string;
  kind: DestinationKind;
  config: unknown;
  secret: string | null;
  facts: DestinationFacts;
};

type Row = {
  id: string;
  kind: DestinationKind;
  config: unknown;
  secret: string | null;
  enabled: boolean;
  status: DestinationStatus;
  lastError: unknown;
  routeCount: number;
  heldCount: number;
};

/** What a diagnosis must know of a destination. @throws AppError `not_found`, also for another project's. */
export async function getDiagnosed(scope: Scope, destinationId: string): Promise<DiagnosedDestination> {
  const [row] = await statementInScope<Row>(
    scope,
    (sql) => sql`
      select d.id, d.kind, d.config, d.secret, d.enabled, d.status, d.last_error as "lastError",
        (select count(*)::int from routes r where r.project_id = d.project_id and r.destination_id = d.id and r.enabled) as "routeCount",
        (select count(*)::int from notifications n
         where n.project_id = d.project_id and n.destination_id = d.id and n.state = 'held' and n.held_for is null) as "heldCount"
      from destinations d where d.project_id = ${scope.projectId} and d.id = ${destinationId}`,
  );
  if (!row) throw notFound();
  const { id, kind, config, secret, enabled, status, routeCount, heldCount } = row;
  const lastError = destinationErrorSchema.nullable().parse(row.lastError);
  const facts = { enabled, status, lastError, routeCount, heldCount, isWebhook: kind === "slack_webhook" };
  return { id, kind, config, secret, facts };
}
