import { expect, test } from "vitest";
import type { Story } from "@/lib/events/catalog/define";
import type { StoredEvent } from "@/lib/events/queries";
import { joinCases, keysOf } from "./join";

const event = (id: string, minute: number): StoredEvent => ({
  id,
  externalId: id,
  type: "subscription.renewed",
  source: "api",
  environment: "production",
  occurredAt: new Date(Date.UTC(2026, 10, 21, 9, minute)),
  receivedAt: new Date(0),
  customerId: null,
  customer: null,
  data: {},
});
const story = (phase: Story["phase"], ifNotOpen?: string | null): Story => ({
  key: "subscription:7",
  phase,
  rank: 1,
  isFinal: false,
  ...(ifNotOpen !== undefined && { ifNotOpen }),
});
const issue = { event: event("issue", 10), story: story("opens") };
const renewal = { event: event("renewal", 20), story: story("resolves", null) };
const sameDay = { event: event("same", 30), story: story("updates", "subscription:7/2026-11-21") };
const keyOf = (told: Parameters<typeof joinCases>[0], open: readonly string[], id: string) =>
  joinCases(told, new Set(open)).get(id)?.key;

test("what ends a story joins it while it stands open, and is told by itself otherwise", () => {
  expect(keyOf([renewal], ["production|subscription:7"], "renewal")).toBe("subscription:7");
  expect(keyOf([renewal], ["sandbox|subscription:7"], "renewal")).toBeUndefined();
  expect(keyOf([sameDay], [], "same")).toBe("subscription:7/2026-11-21");
});

test("a batch is followed as things happened, not as they came in", () => {
  expect(keyOf([renewal, issue], [], "renewal")).toBe("subscription:7");
  const later = { ...renewal, event: event("later", 40) };
  expect(keyOf([later, renewal, issue], [], "later")).toBeUndefined();
});

test("every key that may matter is asked for once", () => {
  expect(keysOf([issue, renewal, sameDay]).map(({ key }) => key)).toEqual([
    "subscription:7",
    "subscription:7/2026-11-21",
  ]);
});
