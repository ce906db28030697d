import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import { openSecret, withSecret } from "../endpoint-row";

/** Each is opened and sealed anew, under its row's lock. */
const maxBatch = 100;

type Held = { projectId: string; id: string; config: unknown; secret: string };

/**
 * Forgets the signing secrets of before that nothing is signed with any more, out of 100 webhooks at most. What somebody
 * else changes just now is left to the next run.
 * @returns how many webhooks that were.
 */
export async function forgetOldSecrets(
  _scope: SystemScope,
  { now, limit }: { now: Date; limit: number },
): Promise<number> {
  let count = 0;
  await hotSql().begin(async (sql) => {
    const held = await sql<Held[]>`
      select project_id as "projectId", id, config, secret from destinations
      where config ->> 'oldSecretUntil' <= ${now.toISOString()} and kind = 'webhook' and secret is not null
      order by config ->> 'oldSecretUntil' limit ${Math.min(limit, maxBatch)} for update skip locked`;
    count = held.length;
    for (const { projectId, ...row } of held) {
      const { signing, ...rest } = openSecret(row);
      const living = signing.filter(({ until }) => until === null || new Date(until) > now);
      const { config, secret, secretIndex } = withSecret(row, { ...rest, signing: living }, null);
      await sql`
        update destinations set config = ${JSON.stringify(config)}::text::jsonb, secret = ${secret}, secret_index = ${secretIndex}
        where project_id = ${projectId} and id = ${row.id}`;
    }
  });
  return count;
}
