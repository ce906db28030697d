import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { slackOauthStates } from "@/db/schema";
import { acrossTenants, inScope } from "@/db/transaction";
import type { Scope, UserScope } from "@/lib/auth/scope";

/** How long an install that somebody has begun may take, in seconds: as long as Slack's own code lives. */
export const stateLifeSeconds = 600;

type NewState = { stateHash: string; browserHash: string; userId: string };

/** Clears away some of what is past with each new row, so that no job has to. */
async function forgetPast(tx: Transaction, now: Date): Promise<void> {
  const past = new Date(now.getTime() - 86_400_000).toISOString();
  await tx.execute(sql`delete from slack_oauth_states where state_hash in
    (select state_hash from slack_oauth_states where expires_at < ${past}::timestamptz limit 100 for update skip locked)`);
}

/** Remembers an install that somebody begins: which browser, which person, for which project. */
export async function beginState(scope: Scope, state: NewState, now: Date): Promise<void> {
  const { organizationId, projectId } = scope;
  const expiresAt = new Date(now.getTime() + stateLifeSeconds * 1_000);
  await inScope(scope, async (tx) => {
    await forgetPast(tx, now);
    await tx
      .insert(slackOauthStates)
      .values({ ...state, organizationId, projectId, createdAt: now, expiresAt });
  });
}

/** Why a state was not taken. */
export type StateRefusal = "unknown" | "used" | "expired" | "other_browser" | "other_user";

export type TakenState =
  | { ok: true; projectId: string }
  /** The project is told to its own person only. */
  | { ok: false; reason: StateRefusal; projectId: string | null };

/**
 * Takes a state for the person and the browser that began it: once, within ten minutes, however many ask at once.
 * A state that somebody else brings is left for its owner.
 */
export async function takeState(
  user: UserScope,
  { stateHash, browserHash }: { stateHash: string; browserHash: string | null },
  now: Date,
): Promise<TakenState> {
  return acrossTenants(async (tx) => {
    const isThis = eq(slackOauthStates.stateHash, stateHash);
    const [known] = await tx.select().from(slackOauthStates).where(isThis);
    if (!known) return { ok: false, reason: "unknown", projectId: null };
    if (known.userId !== user.userId) return { ok: false, reason: "other_user", projectId: null };
    const { projectId } = known;
    if (known.browserHash !== browserHash) return { ok: false, reason: "other_browser", projectId };
    if (known.expiresAt <= now) return { ok: false, reason: "expired", projectId };
    const [taken] = await tx
      .update(slackOauthStates)
      .set({ usedAt: now })
      .where(and(isThis, isNull(slackOauthStates.usedAt), gt(slackOauthStates.expiresAt, now)))
      .returning({ projectId: slackOauthStates.projectId });
    return taken ? { ok: true, projectId: taken.projectId } : { ok: false, reason: "used", projectId };
  });
}
