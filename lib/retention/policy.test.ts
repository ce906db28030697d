import { expect, test } from "vitest";
import { cutoffOf, kinds, payloadDays, retention } from "./policy";

const day = 24 * 3_600_000;

test("a repeated id is known as a duplicate for far longer than the seven days that are promised", () => {
  expect(retention.events.keepMs).toBeGreaterThan(7 * day);
  expect(retention.events.keepMs).toBeGreaterThan(retention.eventPayloads.keepMs);
});

test("payloads are kept for at least a week and at most ninety days", () => {
  expect(payloadDays).toBeGreaterThanOrEqual(7);
  expect(payloadDays).toBeLessThanOrEqual(90);
});

test("Slack's own events are kept for longer than Slack repeats them", () => {
  expect(retention.slackInboundEvents.keepMs).toBeGreaterThan(day);
});

test("a notification never outlives the event that it points to", () => {
  expect(retention.notifications.keepMs).toBeLessThanOrEqual(retention.events.keepMs);
  expect(kinds.indexOf("notifications")).toBeLessThan(kinds.indexOf("events"));
});

test.each(kinds.map((kind) => ({ kind })))("$kind has a cutoff that is not in the future", ({ kind }) => {
  const now = new Date("2026-11-21T12:00:00Z");
  expect(cutoffOf(kind, now).getTime()).toBe(now.getTime() - retention[kind].keepMs);
  expect(cutoffOf(kind, now).getTime()).toBeLessThanOrEqual(now.getTime());
});
