import fc from "fast-check";
import { expect, test } from "../support/test";

const COUNT = 2000;
const AT_ONCE = 24;

const key = fc.oneof(
  fc.constantFrom(
    "id",
    "type",
    "data",
    "customer",
    "events",
    "occurredAt",
    "environment",
    "__proto__",
    "constructor",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const leaf = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(
    null,
    "a.b",
    "invoice.generated",
    "subscription.started",
    "2026-11-21T09:00:00Z",
    "production",
    "\u0000",
  ),
);
const tree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: false },
    leaf,
    fc.array(tie("value"), { maxLength: 6 }),
    fc.dictionary(key, tie("value"), { maxKeys: 8, noNullPrototype: true }),
  ),
})).value;

const almostAnEvent = fc.record(
  {
    id: leaf,
    type: fc.constantFrom("a.b", "invoice.generated", "payment.failed"),
    occurredAt: leaf,
    customer: tree,
    data: tree,
  },
  { requiredKeys: ["type"], noNullPrototype: true },
);

/** An event that must be taken, whatever it carries. */
const plainEvent = fc.record({
  type: fc.constantFrom("order.placed", "something.new"),
  data: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
});

/** From right to not even text. */
const bodies = fc.oneof(
  plainEvent.map((event) => JSON.stringify(event)),
  almostAnEvent.map((event) => JSON.stringify(event)),
  fc.record({ events: fc.array(almostAnEvent, { maxLength: 5 }) }).map((batch) => JSON.stringify(batch)),
  tree.map((value) => JSON.stringify(value) ?? ""),
  fc.string({ maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }),
);

const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      "application/json",
      "text/plain",
      "application/cloudevents+json",
      "multipart/form-data",
    ),
    "idempotency-key": fc.stringMatching(/^[ -~]{0,300}$/),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test("2,000 random bodies are answered, none with a 5xx", async ({ stack, tenant }) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const calls = fc.sample(fc.record({ body: bodies, headers }), { numRuns: COUNT, seed });
  const counts = new Map<number, number>();
  const failures: unknown[] = [];
  const work = async () => {
    for (let call = calls.pop(); call; call = calls.pop()) {
      const response = await fetch(`${stack.web}/api/v1/events`, {
        method: "POST",
        headers: { authorization: `Bearer ${tenant.apiKey}`, ...call.headers },
        body: typeof call.body === "string" ? call.body : Uint8Array.from(call.body),
      });
      await response.arrayBuffer();
      counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
      if (response.status >= 500) failures.push({ ...call, status: response.status });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(failures, `seed ${seed}`).toEqual([]);
  // It has reached all of the endpoint's ways out, not only the first.
  expect([...counts.keys()].sort()).toEqual(expect.arrayContaining([202, 400, 422]));
});
