import { z } from "zod";

const key = z.string().min(1);

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  ENGINE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  ENGINE_APP_URL: z.url(),
  ENGINE_MAX_CALLS: z.coerce.number().int().min(1).max(1_000).default(32),
  INNGEST_EVENT_KEY: key,
  INNGEST_SIGNING_KEY: key.regex(/^(signkey-\w+-)?([0-9a-f]{2})+$/i, "must be hexadecimal, of even length"),
});

/** What an engine is started with. */
export type EngineSettings = {
  databaseUrl: string;
  port: number;
  appUrl: string;
  eventKey: string;
  signingKey: string;
  /** How many calls to the app at once. */
  maxCalls?: number;
  /** How long a call may take, in ms. */
  callTimeoutMs?: number;
  /** After how long a silent engine's calls are made again, in ms. */
  leaseMs?: number;
  /** Whether functions may save step by step within one call. */
  checkpoints?: boolean;
};

/**
 * Reads the environment.
 * @throws Error that names every variable that is missing or not valid, and no value.
 */
export function readSettings(env: Record<string, string | undefined>): EngineSettings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`the engine cannot start: ${problems.join("; ")}`);
  }
  return {
    databaseUrl: parsed.data.DATABASE_URL,
    port: parsed.data.ENGINE_PORT,
    appUrl: parsed.data.ENGINE_APP_URL,
    eventKey: parsed.data.INNGEST_EVENT_KEY,
    signingKey: parsed.data.INNGEST_SIGNING_KEY,
    maxCalls: parsed.data.ENGINE_MAX_CALLS,
  };
}
