/** Keys for tests only. A real server's keys come from the environment. */
export const TEST_KEYS = {
  eventKey: process.env.INNGEST_EVENT_KEY ?? "test-event-key",
  signingKey: process.env.INNGEST_SIGNING_KEY ?? `signkey-test-${"a1".repeat(32)}`,
};

/** A real Inngest server to run the conformance tests against, instead of the engine. */
export const REAL_SERVER = process.env.INNGEST_BASE_URL;
