import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { rules } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";

const tells = (scope: Scope, destinationId: string) =>
  and(
    eq(rules.projectId, scope.projectId),
    sql`${rules.definition} -> 'destinations' @> ${JSON.stringify([{ destinationId }])}::jsonb`,
  );

/** The rules that tell a destination themselves. */
export function rulesTelling(
  tx: Transaction,
  scope: Scope,
  destinationId: string,
): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: rules.id, name: rules.name })
    .from(rules)
    .where(tells(scope, destinationId))
    .orderBy(rules.id);
}

/** Takes a destination out of every rule that tells it, in the transaction that deletes it. They watch the same as before. */
export async function stopTelling(tx: Transaction, scope: Scope, destinationId: string): Promise<void> {
  await tx
    .update(rules)
    .set({
      definition: sql`jsonb_set(${rules.definition}, '{destinations}', (
        select coalesce(jsonb_agg(d order by n), '[]') from jsonb_array_elements(${rules.definition} -> 'destinations') with ordinality as t(d, n)
        where d ->> 'destinationId' <> ${destinationId}))`,
      updatedAt: sql`now()`,
    })
    .where(tells(scope, destinationId));
}
