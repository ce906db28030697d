import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { Wake } from "@/lib/lanes/commands";

/** What waits for a digest, or for the end of quiet hours at a destination. */
export type Waiting = { digestId: string } | { destinationId: string; until: Date };

const reason = {
  code: "released",
  text: "It was held for its hour, and that has come or is not waited for any more.",
};

/** Tells what was held one by one, now. More than a channel can take in at once its lane tells as one. @returns the lanes to wake. */
export async function tellNow(scope: Scope, waiting: Waiting): Promise<Wake[]> {
  return statementInScope<Wake>(scope, (sql) => {
    const those =
      "digestId" in waiting
        ? sql`n.held_for = 'digest' and n.digest_id = ${waiting.digestId}`
        : sql`n.held_for = 'hours' and n.destination_id = ${waiting.destinationId} and date_trunc('milliseconds', n.held_until) <= ${waiting.until}::timestamptz`;
    return sql`
      with freed as (
        update notifications n set state = case when d.status = 'broken' then 'held' else 'pending' end, held_for = null, held_until = null,
          lane = case when n.lane like d.lane || ':%' then n.lane else d.lane end, due_at = case when d.status = 'broken' then null else now() end,
          reason = ${sql.json(reason)}
        from destinations d
        where n.project_id = ${scope.projectId} and n.state = 'held' and n.folded_into is null and ${those}
          and d.project_id = n.project_id and d.id = n.destination_id
        returning n.lane, n.state
      )
      insert into lanes (key, wake_at) select distinct lane, now() from freed where state = 'pending' order by lane
      on conflict (key) do update set wake_at = greatest(now(), lanes.next_at)
      returning key as lane, wake_at as at`;
  });
}
