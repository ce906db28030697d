import type { Stack } from "./stack";
import { type Tenant, withDatabase } from "./tenant";

/**
 * Lets an hour come without waiting for it: what a project's rows are due at is moved into the past, and what they gathered
 * with it. Only a test can do that; the parts look at their own clock and find that it is time.
 */
export function clockOf({ databaseUrl }: Pick<Stack, "databaseUrl">, { projectId }: Tenant) {
  return {
    /** The hour of every digest that was not told yet. */
    digestsAreDue: () =>
      withDatabase(databaseUrl, async (sql) => {
        await sql`update notifications set created_at = created_at - interval '5 minutes' where project_id = ${projectId} and held_for = 'digest' and folded_into is null`;
        await sql`update digests set next_at = now() - interval '1 second' where project_id = ${projectId} and told_until is null`;
      }),
    /** The end of quiet hours, for all that is held by them. */
    quietIsOver: () =>
      withDatabase(
        databaseUrl,
        (sql) =>
          sql`update notifications set held_until = now() - interval '1 second' where project_id = ${projectId} and held_for = 'hours'`,
      ),
    /** The next step of whatever climbs. */
    stepsAreDue: () =>
      withDatabase(
        databaseUrl,
        (sql) =>
          sql`update escalations set due_at = now() - interval '1 second' where project_id = ${projectId} and state = 'waiting'`,
      ),
  };
}
