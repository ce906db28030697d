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

test("what people thought of a message goes after it, and not before", () => {
  expect(retention.messageVotes.keepMs).toBeGreaterThanOrEqual(retention.notifications.keepMs);
  expect(kinds.indexOf("messageVotes")).toBeGreaterThan(kinds.indexOf("notifications"));
});

test("hours are kept for longer than anything that is told of them", () => {
  for (const hours of [retention.eventBuckets, retention.measurementBuckets])
    expect(hours.keepMs).toBeGreaterThan(2 * retention.ruleFirings.keepMs);
});

test("what a rule remembers outlives its longest cooldown, repetition and absence", () => {
  for (const remembered of [retention.ruleStates, retention.ruleFirings])
    expect(remembered.keepMs).toBeGreaterThan(366 * day);
});

test("a press in Slack is kept for longer than Slack repeats it", () => {
  expect(retention.slackClicks.keepMs).toBeGreaterThan(day);
});

test.each(kinds.map((kind) => ({ kind })))("$kind has a cutoff that is not in the future", ({ kind }) => {
  const now = new Date("2026-11-21T12:00:00Z");
  expect(cutoffOf(kind, now).getTime()).toBe(now.getTime() - retention[kind].keepMs);
  expect(cutoffOf(kind, now).getTime()).toBeLessThanOrEqual(now.getTime());
});
