import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 40;

/** Waits until `url` gives an answer that `accepts` takes, whatever else it answers or refuses meanwhile. */
export async function untilAnswers(
  url: string,
  accepts: (response: Response) => boolean | Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) });
      const accepted = await accepts(response);
      await response.body?.cancel();
      if (accepted) return;
    } catch {
      // Not listening yet.
    }
    await delay(POLL_MS, undefined, { signal });
  }
  throw new Error(`${url} was not waited for to the end.`);
}
