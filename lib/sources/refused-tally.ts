import type { ListeningSource } from "./queries";
import { countRefused } from "./receipts/commands";

type Refusal = { source: ListeningSource; code: string; message: string; now: Date };
type Tally = { waiting: number; writtenAt: number };

declare global {
  var bellwireRefusals: Map<string, Tally> | undefined;
}

/** At most one write a second and source: whoever knocks faster is counted with the next write. */
const pauseMs = 1_000;
const maxTallies = 1_000;

/** Counts a request that was refused at a source's door. What is counted but not yet written is lost with the process. */
export async function tally({ source, code, message, now }: Refusal): Promise<void> {
  globalThis.bellwireRefusals ??= new Map();
  const tallies = globalThis.bellwireRefusals;
  const key = `${source.id} ${code}`;
  const known = tallies.get(key) ?? { waiting: 0, writtenAt: Number.NEGATIVE_INFINITY };
  const waiting = known.waiting + 1;
  if (now.getTime() - known.writtenAt < pauseMs) {
    tallies.set(key, { ...known, waiting });
    return;
  }
  if (tallies.size >= maxTallies) tallies.clear();
  tallies.set(key, { waiting: 0, writtenAt: now.getTime() });
  await countRefused(source.scope, source.id, { code, message, count: waiting });
}
