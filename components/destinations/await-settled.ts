import { z } from "zod/mini";
import { notificationStates } from "@/db/enums";

const failure = z.object({ code: z.string(), message: z.string(), fix: z.nullable(z.string()) });
const answer = z.object({
  state: z.enum(notificationStates),
  error: z.nullable(failure),
  /** From planning to settling. */
  tookMs: z.nullable(z.number()),
});

/** What went wrong: Slack's word for it, ours, and what mends it. */
export type TestFailure = z.infer<typeof failure>;

/** What became of a test: it arrived, it was refused with a reason, or it is still on its way. */
export type TestResult =
  | { kind: "sent"; tookMs: number }
  | { kind: "failed"; error: TestFailure | null }
  | { kind: "waiting"; error: TestFailure | null };

const patienceMs = 10_000;
const pauseMs = 350;

/** Asks every so often until the notification has settled, for at most ten seconds. Ends early when the signal fires. */
export async function awaitSettled(url: string, signal: AbortSignal): Promise<TestResult> {
  const begun = performance.now();
  let error: TestFailure | null = null;
  while (performance.now() - begun < patienceMs) {
    const response = await fetch(url, { signal, cache: "no-store" });
    const parsed = answer.safeParse(response.ok ? await response.json() : undefined);
    if (parsed.success) {
      error = parsed.data.error;
      if (parsed.data.state === "sent") return { kind: "sent", tookMs: parsed.data.tookMs ?? 0 };
      if (parsed.data.state === "failed" || parsed.data.state === "suppressed") {
        return { kind: "failed", error };
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return { kind: "waiting", error };
}
