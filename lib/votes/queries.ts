import type { Vote } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";

export type VoteCounts = Record<Vote, number>;

/** What people thought of a message, and what one of them did. */
export async function countVotes(
  scope: Scope,
  notificationId: string,
  voter?: string,
): Promise<VoteCounts & { own: Vote | null }> {
  const rows = await statementInScope<{ vote: Vote; count: number; own: boolean }>(
    scope,
    (sql) => sql`
      select vote, count(*)::int as count, coalesce(bool_or(voter = ${voter ?? ""}), false) as own from message_votes
      where project_id = ${scope.projectId} and notification_id = ${notificationId} group by vote`,
  );
  const of = (vote: Vote) => rows.find((row) => row.vote === vote)?.count ?? 0;
  return { useful: of("useful"), noise: of("noise"), own: rows.find(({ own }) => own)?.vote ?? null };
}
