import { systemScope } from "@/lib/auth/system";
import type { Claimed } from "@/lib/lanes/claim-row";
import { settleRounds } from "@/lib/rounds/commands";

const scope = systemScope("deliver-lane");

/**
 * Gives those that a digest tells the end that it had, once it is recorded. A process that dies in between leaves that to the next
 * minute (tell-rounds).
 */
export async function endRound({ kind, projectId, id }: Claimed): Promise<void> {
  if (kind === "digest" || kind === "catch_up") await settleRounds(scope, { projectId, id });
}
