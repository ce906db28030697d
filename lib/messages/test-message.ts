import { compose } from "./compose";
import type { Message } from "./message";

/** What the Test button sends: it says that it is a test, and what it was sent to. */
export function composeTest(destinationName: string, now: Date): Message {
  return compose(
    {
      externalId: "test",
      type: "test",
      environment: "production",
      occurredAt: now,
      customer: null,
      data: { destination: destinationName },
    },
    { now, isTest: true },
  );
}
