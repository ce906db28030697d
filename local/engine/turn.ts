import { z } from "zod";
import { type ClaimedItem, claimedItem } from "./claimed-item";
import type { Database } from "./database";
import { isControlled, type Start } from "./start";
import type { End, Op, Work } from "./work";

/** What a turn did: which of the works spoke for a lost lease, what was leased, and when to come again. */
export type TurnAnswer = {
  stale: ReadonlySet<number>;
  claimed: ClaimedItem[];
  next: number | null;
  more: boolean;
};

/** Does all the given work and claims up to `room` items, in one statement and one transaction. */
export type Turn = (works: readonly Work[], room: number) => Promise<TurnAnswer>;

const rowSchema = z.object({ turn: z.string() });
const answerSchema = z.object({
  stale: z.array(z.number()),
  claimed: z.array(claimedItem),
  next: z.number().nullable(),
  more: z.boolean(),
});

/** Turns of the engine `me` on a database. */
export function createTurn(sql: Database, me: string, leaseMs: number, now: () => number): Turn {
  return async (works, room) => {
    const sorted = sortWork(works);
    const rows =
      await sql`select engine.turn(${me}, ${now()}, ${leaseMs}, ${room}, ${JSON.stringify(sorted.ends)},
      ${JSON.stringify(sorted.ops)}, ${JSON.stringify(sorted.plain)}, ${JSON.stringify(sorted.controlled)},
      ${JSON.stringify(sorted.events)})`;
    const answer = answerSchema.parse(JSON.parse(rowSchema.parse(rows[0]).turn));
    const stale = new Set(answer.stale.flatMap((index) => sorted.opOwners[index] ?? []));
    return { ...answer, stale };
  };
}

type Sorted = {
  ends: End[];
  ops: Op[];
  opOwners: number[];
  plain: Start[];
  controlled: Start[];
  events: { name: string; text: string }[];
};

function sortWork(works: readonly Work[]): Sorted {
  const sorted: Sorted = { ends: [], ops: [], opOwners: [], plain: [], controlled: [], events: [] };
  for (const [index, work] of works.entries()) {
    if (work.end) sorted.ends.push(work.end);
    for (const op of work.ops ?? []) {
      sorted.ops.push(op);
      sorted.opOwners.push(index);
    }
    for (const start of work.starts ?? [])
      (isControlled(start) ? sorted.controlled : sorted.plain).push(start);
    if (work.events) sorted.events.push(...work.events);
  }
  return sorted;
}
