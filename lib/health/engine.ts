import { env } from "@/lib/env";

export type EngineHealth = "ok" | "unreachable" | "cloud" | "not_configured";

/** Whether whatever runs the Inngest functions answers. Inngest Cloud has nothing to ask, so it is only named. */
export async function checkEngine(): Promise<EngineHealth> {
  const { INNGEST_BASE_URL: base, INNGEST_EVENT_KEY: key } = env();
  if (key === undefined) return "not_configured";
  if (base === undefined) return "cloud";
  try {
    const answer = await fetch(new URL("/health", base), {
      cache: "no-store",
      signal: AbortSignal.timeout(1_000),
    });
    return answer.ok ? "ok" : "unreachable";
  } catch {
    return "unreachable";
  }
}
