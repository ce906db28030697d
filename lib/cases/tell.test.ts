import { describe, expect, test } from "vitest";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import { plainText } from "@/lib/messages/sentence";
import type { CaseThere, StepThere } from "./delivery/queries";
import { noteOf } from "./edits";
import { type Step, standingAfter } from "./order";
import { changedByHand, followUpOf, tellingOf, type Waiting } from "./tell";

const now = new Date("2026-11-21T12:00:00Z");
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));

type Told = {
  id: string;
  type: string;
  minute: number;
  data?: object;
  phase: Step["phase"];
  isSent?: boolean;
};

const messageOf = ({ id, type, minute, data }: Told): Message =>
  compose(
    {
      type,
      externalId: id,
      occurredAt: at(minute),
      environment: "production",
      customer: { id: "cus_acme", name: "Acme", url: "https://app.example/acme" },
      data: { amount: { amount: "42.00", currency: "USD" }, invoiceNumber: "INV-1", ...data },
    },
    { now },
  );

const failed = (id: string, minute: number, attempt: number, isSent = false): Told => ({
  ...{ id, type: "payment.failed", minute, phase: "opens", isSent },
  data: { attempt, maxAttempts: 4 },
});
const paid = (id: string, minute: number, isSent = false): Told => ({
  ...{ id, type: "payment.succeeded", minute, phase: "resolves", isSent },
});

/** A case of these events, as a destination knows it that was or is to be told of `here`. */
function thereOf(all: readonly Told[], here = all, more: Partial<CaseThere> = {}): CaseThere {
  const steps = all.map((told): StepThere => {
    const { severity, text, emoji } = messageOf(told);
    const isHere = here.includes(told);
    return {
      ...{ eventId: told.id, eventType: told.type, phase: told.phase, rank: 1, isFinal: false, status: null },
      ...{ severity, text, occurredAt: at(told.minute) },
      toldText: isHere ? text : null,
      toldEmoji: isHere ? emoji : null,
      isSent: told.isSent === true,
    };
  });
  const { lead, state } = standingAfter(steps);
  const known = standingAfter(steps.filter(({ toldText }) => toldText !== null)).lead;
  const knownTold = here.find(({ id }) => id === known?.eventId);
  if (!lead) throw new Error("a case has a step");
  return {
    ...{ key: "invoice:INV-1", customerId: "cus_acme", turnEventId: lead.eventId },
    ...{ id: "cas_1", state, severity: lead.severity, status: null, version: all.length },
    ...{ leadEventId: lead.eventId, leadEventType: lead.eventType, stepCount: all.length },
    ...{ acknowledgedAt: null, acknowledgedBy: null, assignedTo: null, snoozedUntil: null },
    steps: [...steps].sort((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime()),
    lead: knownTold ? { eventId: knownTold.id, message: messageOf(knownTold) } : null,
    living: null,
    ...more,
  };
}

const waitingFor = (told: Told): Waiting => ({ kind: "event", eventId: told.id, message: messageOf(told) });
const livingOf = (told: Told, more: Partial<NonNullable<CaseThere["living"]>> = {}) => ({
  living: {
    notificationId: "ntf_1",
    receipt: { kind: "slack_message", channel: "C1", ts: "1.1" } as const,
    replyTs: null,
    message: messageOf(told),
    severity: messageOf(told).severity,
    state: "open" as const,
    ...more,
  },
});
const factsOf = (message: Message | undefined) => message?.status?.facts.map(plainText) ?? [];

describe("a case of one event", () => {
  test("is told just as the event is", () => {
    const one = failed("a", 10, 1);
    expect(tellingOf(thereOf([one]), [waitingFor(one)])).toMatchObject({
      kind: "post",
      root: messageOf(one),
      reply: [],
    });
  });

  test("says what somebody has done with it, in an edit and a line", () => {
    const one = failed("a", 10, 1, true);
    const there = thereOf([one], [one], {
      ...livingOf(one, { replyTs: "1.2" }),
      acknowledgedAt: now,
      acknowledgedBy: "Kim",
    });
    const message = noteOf("Acknowledged by Kim", { caseId: "cas_1", environment: "production", now });
    expect(message.eventType).toBe(changedByHand);
    const telling = tellingOf(there, [{ kind: "case_edit", eventId: null, message }]);
    expect(telling).toMatchObject({ kind: "edit", reply: [{ text: "Acknowledged by Kim", isLate: false }] });
    expect(factsOf(telling?.root)[0]).toContain("Acknowledged by Kim");
  });

  test("has nothing to edit where it was never told", () => {
    const message = noteOf("Resolved by Kim", { caseId: "cas_1", environment: "production", now });
    const there = thereOf([failed("a", 10, 1)], []);
    expect(tellingOf(there, [{ kind: "case_edit", eventId: null, message }])).toBeNull();
    expect(followUpOf(there, [{ kind: "case_edit", eventId: null, message }])).toBeNull();
  });
});

describe("a case that goes on", () => {
  const first = failed("a", 10, 1, true);
  const second = failed("b", 20, 2);
  const success = paid("c", 30);

  test("edits its message, and begins the thread with what stood there before", () => {
    const telling = tellingOf(thereOf([first, second], [first, second], livingOf(first)), [
      waitingFor(second),
    ]);
    expect(telling?.kind).toBe("edit");
    expect(telling?.reply.map(({ text }) => text)).toEqual([messageOf(first).text, messageOf(second).text]);
    expect(telling?.root.status).toMatchObject({ state: "open", word: "Open" });
  });

  test("adds only what is new to a thread that has begun", () => {
    const there = thereOf([first, second], [first, second], livingOf(first, { replyTs: "1.2" }));
    expect(tellingOf(there, [waitingFor(second)])?.reply).toHaveLength(1);
  });

  test("looks settled when it is, keeps the links that lead somewhere, and counts the failures", () => {
    const there = thereOf([first, second, success], [first, second, success], livingOf(first));
    const telling = tellingOf(there, [waitingFor(second), waitingFor(success)]);
    expect(telling?.root).toMatchObject({ severity: "good", status: { word: "Resolved · Recovered" } });
    expect(factsOf(telling?.root)).toEqual([
      "Recovered after 2 failed attempts",
      "3 events, history in the thread",
    ]);
    expect(telling?.root.links.every(({ label }) => label.startsWith("Open"))).toBe(true);
    expect(telling?.root.why).toBeUndefined();
  });

  test("says by its type alone what this destination was never told", () => {
    const there = thereOf([first, success], [first], livingOf(first));
    const telling = tellingOf(there, [{ kind: "case_edit", eventId: null, message: messageOf(first) }]);
    expect(JSON.stringify(telling)).not.toContain(messageOf(success).text);
    expect(factsOf(telling?.root)[0]).toBe("Since then: Payment succeeded");
    expect(telling?.root).toMatchObject({ severity: "good", text: messageOf(first).text });
  });

  test("marks as late what happened before something that was told, and begins nothing anew", () => {
    const told = paid("c", 30, true);
    const there = thereOf([failed("a", 10, 4), told], undefined, livingOf(told, { state: "resolved" }));
    const telling = tellingOf(there, [waitingFor(failed("a", 10, 4))]);
    expect(telling?.kind).toBe("edit");
    expect(telling?.reply.map(({ isLate }) => isLate)).toEqual([true, false]);
    expect(telling?.root.text).toBe(messageOf(told).text);
  });

  test.each([
    ["graver than all before", livingOf(first), failed("b", 20, 4), "supersede"],
    ["as grave as before", livingOf(first), failed("b", 20, 2), "edit"],
    [
      "graver, but the message has said as much once",
      livingOf(first, { severity: "critical" }),
      failed("b", 20, 4),
      "edit",
    ],
    ["a new beginning", livingOf(first, { state: "resolved" }), failed("b", 20, 2), "supersede"],
  ] as const)("%s", (_, living, next, kind) => {
    const telling = tellingOf(thereOf([first, next], [first, next], living), [waitingFor(next)]);
    expect(telling?.kind).toBe(kind);
    if (kind === "supersede")
      expect(telling?.farewell).toMatchObject({ links: [], status: { state: "moved" } });
  });
});

describe("a webhook", () => {
  const first = failed("a", 10, 1, true);

  test("is told together what came together, and what it goes on from", () => {
    const [second, success] = [failed("b", 20, 2), paid("c", 30)];
    const there = thereOf([first, second, success], undefined, livingOf(first));
    const message = followUpOf(there, [waitingFor(second), waitingFor(success)]);
    expect(message).toMatchObject({
      text: messageOf(success).text,
      followUpTo: { text: messageOf(first).text, at: messageOf(first).occurredAt },
      history: [{ isLate: false }, { isLate: false }],
      status: { word: "Resolved · Recovered" },
    });
    expect(factsOf(message ?? undefined)).toContain("3 events");
  });

  test("is not alarmed by old news", () => {
    const told = paid("c", 30, true);
    const late = failed("a", 10, 4);
    const message = followUpOf(thereOf([late, told], undefined, livingOf(told)), [waitingFor(late)]);
    expect(message).toMatchObject({ severity: "info", text: messageOf(late).text, links: [] });
    expect(message?.why).toContain("arrived late");
  });
});
