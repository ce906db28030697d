import { expect, test } from "vitest";
import { parseFunction } from "./function-spec";

const base = {
  id: "app-f",
  name: "f",
  triggers: [{ event: "x" }],
  steps: {
    step: { id: "step", name: "step", runtime: { type: "http", url: "http://a" }, retries: { attempts: 7 } },
  },
};

test("retries are as given, else what the SDK's documentation says", () => {
  expect(parseFunction(base).retries).toBe(7);
  expect(parseFunction({ ...base, steps: { step: { runtime: { type: "http", url: "" } } } }).retries).toBe(3);
});

test.each([
  [{ timeouts: { finish: "1m" } }, "timeouts is not supported"],
  [{ batchEvents: { maxSize: 5, timeout: "1s", if: "true" } }, "batchEvents.if is not supported"],
  [{ triggers: [{ cron: "* * * * *", jitter: "1m" }] }, "triggers"],
  [{ triggers: [{ cron: "* * * * * *" }] }, "triggers"],
  [{ triggers: [{ cron: "0 0 30 2 *" }] }, "triggers"],
  [{ triggers: [{ event: "inngest/function.finished" }] }, "triggers"],
  [{ triggers: [{ event: "x", expression: "size(event.data) > 1" }] }, "triggers"],
  [{ concurrency: [{ limit: 1, key: "event.data.a()" }] }, "concurrency"],
  [{ concurrency: [{ limit: 1 }, { limit: 1 }, { limit: 1 }] }, "concurrency"],
  [{ throttle: { limit: 1, period: "soon" } }, "not a duration"],
  [
    { batchEvents: { maxSize: 5, timeout: "1s" }, debounce: { period: "1s" } },
    "batchEvents cannot go with debounce",
  ],
  [{ somethingNew: true }, "somethingNew"],
])("%j is refused by name", (change, message) => {
  const attempt = () => parseFunction({ ...base, ...change });
  expect(attempt).toThrow(/^app-f is refused: /);
  expect(attempt).toThrow(message);
});
