import { describe, expect, test } from "vitest";
import type { Outcome } from "@/lib/destinations/transport";
import { settle } from "./settle";

const createdAt = new Date("2026-03-01T12:00:00Z");
const now = new Date("2026-03-01T12:00:10Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const settled = (result: Outcome, failures = 0, ambiguousFailures = failures) =>
  settle(result, {
    failures,
    ambiguousFailures,
    createdAt,
    now,
    jitter: 0.5,
    isTest: false,
    suspicion: null,
    kind: "slack_channel" as const,
  });

describe("after one try", () => {
  test("a message that Slack took is sent, with its receipt", () => {
    const receipt = { kind: "slack_message", channel: "C1", ts: "1.000001" } as const;
    expect(settled({ status: "sent", receipt })).toMatchObject({
      state: "sent",
      outcome: "sent",
      receipt,
      dueAt: null,
      counts: false,
    });
  });

  test.each([
    { asked: 2, waits: 2 },
    { asked: 0, waits: 1 },
    { asked: 7_200, waits: 3_600 },
  ])("a rate limit of $asked s pauses the whole lane for $waits s and uses up no try", ({ asked, waits }) => {
    const settlement = settled({ status: "wait", code: "ratelimited", afterSeconds: asked });
    expect(settlement).toMatchObject({
      state: "pending",
      counts: false,
      retryAfterSeconds: waits,
      laneNotBefore: inSeconds(waits),
      dueAt: inSeconds(waits),
    });
  });

  test("a passing fault is tried again later and leaves the lane free for the others", () => {
    const settlement = settled({ status: "retry", code: "http_503", ambiguous: false, httpStatus: 503 });
    expect(settlement).toMatchObject({
      state: "pending",
      counts: true,
      dueAt: inSeconds(5),
      laneNotBefore: null,
      httpStatus: 503,
    });
  });

  test("a third answer that says nothing of whether it was posted ends as failed, not as a fourth message", () => {
    expect(settled({ status: "retry", code: "timeout", ambiguous: true }, 1)).toMatchObject({
      state: "pending",
      ambiguous: true,
    });
    expect(settled({ status: "retry", code: "timeout", ambiguous: true }, 2)).toMatchObject({
      state: "failed",
      outcome: "rejected",
      dueAt: null,
    });
    expect(settled({ status: "retry", code: "timeout", ambiguous: true }, 4, 1).state).toBe("pending");
  });

  test("an answer that nobody knows ends as failed after three tries, with its code", () => {
    const result = { status: "retry", code: "brand_new_error", ambiguous: false, unknown: true } as const;
    expect(settled(result, 1)).toMatchObject({ state: "pending", outcome: "retry", dueAt: inSeconds(30) });
    expect(settled(result, 2)).toMatchObject({
      state: "failed",
      outcome: "rejected",
      code: "brand_new_error",
      breaks: null,
    });
  });

  test.each([
    { breaks: "destination", hours: 24, code: "message_limit_exceeded" },
    { breaks: "installation", hours: 48, code: "team_added_to_org" },
  ] as const)("$code is asked in even steps, and after $hours h the $breaks is broken", (row) => {
    const lasting = { stepSeconds: 900, hours: row.hours, breaks: row.breaks };
    const result = { status: "retry", code: row.code, ambiguous: false, lasting } as const;
    const atAge = (hours: number, isTest = false) => {
      const later = new Date(createdAt.getTime() + hours * 3_600_000);
      return settle(result, {
        failures: 40,
        ambiguousFailures: 0,
        createdAt,
        now: later,
        jitter: 0.5,
        isTest,
        suspicion: null,
        kind: "slack_channel" as const,
      });
    };
    expect(atAge(row.hours - 1)).toMatchObject({ state: "pending", counts: true, breaks: null });
    expect(atAge(row.hours)).toMatchObject({
      state: "held",
      outcome: "rejected",
      code: row.code,
      breaks: { kind: "broken", scope: row.breaks, code: row.code },
      dueAt: null,
    });
    expect(atAge(row.hours, true).state).toBe("failed");
  });

  test.each(["message", "ours"] as const)("what is refused for the %s fails and breaks nothing", (scope) => {
    expect(settled({ status: "rejected", code: "invalid_blocks", scope })).toMatchObject({
      state: "failed",
      outcome: "rejected",
      breaks: null,
      dueAt: null,
    });
  });

  test.each(["destination", "installation"] as const)(
    "what a broken %s refuses is held, not lost",
    (scope) => {
      const settlement = settled({ status: "rejected", code: "is_archived", scope });
      expect(settlement).toMatchObject({
        state: "held",
        outcome: "rejected",
        breaks: { kind: "broken", scope },
        dueAt: null,
      });
    },
  );

  test("a channel that is not found is asked for once more after a minute, and the lane waits for it", () => {
    const settlement = settled({ status: "rejected", code: "channel_not_found", scope: "destination" });
    expect(settlement).toMatchObject({
      state: "pending",
      counts: false,
      dueAt: inSeconds(60),
      laneNotBefore: inSeconds(60),
      breaks: { kind: "suspected" },
    });
  });

  test("a test is told its answer at once, also by a channel that is not found", () => {
    const context = {
      failures: 0,
      ambiguousFailures: 0,
      createdAt,
      now,
      jitter: 0.5,
      isTest: true,
      suspicion: null,
      kind: "slack_channel" as const,
    };
    const settlement = settle(
      { status: "rejected", code: "channel_not_found", scope: "destination" },
      context,
    );
    expect(settlement).toMatchObject({ state: "failed", code: "channel_not_found" });
  });
});
