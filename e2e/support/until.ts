import { setTimeout as delay } from "node:timers/promises";

type Options = { withinMs: number; everyMs?: number; what: string };

/**
 * Asks again and again until there is an answer. `undefined`, `false` and `null` mean "not yet", and so does a throw.
 * @throws Error naming `what`, and what went wrong last, when the time is over
 */
export async function until<T>(
  ask: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  { withinMs, everyMs = 50, what }: Options,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false && answer !== null) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await delay(everyMs);
  } while (performance.now() < deadline);
  const why = last instanceof Error ? `: ${last.message}` : "";
  throw new Error(`Not within ${withinMs / 1000} s: ${what}${why}`);
}
