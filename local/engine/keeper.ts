import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import type { Database } from "./database";
import { errorText, type Logger } from "./logger";
import { ulidFloor } from "./ulid";

/** The second-by-second duties of an engine: heartbeat, leases, the items of engines that died, retention. */
export type Keeper = {
  keep(held: ReadonlySet<number>, afterFailure: boolean): Promise<void>;
  /** How many other engines were seen last. */
  peers(): number;
  leave(): Promise<void>;
};

const PATIENCE_MS = 5_000;
const PRUNE_EVERY_MS = 5_000;
const DAY = 86_400_000;
const answerSchema = z.object({
  peers: z.array(z.object({ id: z.string(), host: z.string(), pid: z.number() })),
  taken: z.number(),
});
const rowSchema = z.object({ keep: z.string() });

export function createKeeper(parts: {
  sql: Database;
  me: string;
  leaseMs: number;
  now: () => number;
  logger: Logger;
}): Keeper {
  const { sql, me, logger, now } = parts;
  const host = hostIdentity();
  let healthySince = performance.now();
  let pruneAt = 0;
  let peers: z.output<typeof answerSchema>["peers"] = [];

  // Only who has been in touch all along can tell that another has not.
  const patience = () => (performance.now() - healthySince >= PATIENCE_MS ? PATIENCE_MS : null);
  const dead = () => peers.filter((peer) => peer.host === host && !alive(peer.pid)).map((peer) => peer.id);

  async function look(held: ReadonlySet<number>): Promise<void> {
    const rows = await sql`select engine.keep(${me}, ${host}, ${process.pid}, ${now()}, ${parts.leaseMs},
      ${[...held]}::bigint[], ${dead()}::text[], ${patience()}::bigint)`;
    const answer = answerSchema.parse(JSON.parse(rowSchema.parse(rows[0]).keep));
    peers = answer.peers;
    if (answer.taken > 0) logger.warn({ items: answer.taken }, "lost leases were taken back");
  }

  // On a connection of its own: turns do not wait for it.
  function prune(): void {
    sql`select engine.prune(${now()}, ${ulidFloor(now() - DAY)})`.catch((error: unknown) => {
      logger.warn({ error: errorText(error) }, "retention failed");
    });
  }

  return {
    peers: () => peers.length,
    keep: async (held, afterFailure) => {
      if (afterFailure) healthySince = performance.now();
      await look(held);
      if (dead().length > 0) await look(held);
      if (performance.now() < pruneAt) return;
      pruneAt = performance.now() + PRUNE_EVERY_MS;
      await sql`select engine.mend()`;
      prune();
    },
    leave: async () => {
      await sql`select engine.leave(${me})`.catch((error: unknown) => {
        logger.warn({ error: errorText(error) }, "the engine could not sign off");
      });
    },
  };
}

// Process ids mean something only within one machine and one container.
function hostIdentity(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
