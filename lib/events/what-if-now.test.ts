import { describe, expect, test } from "vitest";
import type { Decision } from "@/lib/routing/reason";
import { decisionsThen, differencesNow } from "./what-if-now";

const decidedAt = new Date("2026-03-01T12:00:00Z");
const before = new Date("2026-03-01T11:00:00Z");
const after = new Date("2026-03-01T13:00:00Z");

const decision = (routeId: string, verdict: Decision["verdict"]): Decision => ({
  routeId,
  routeName: routeId,
  destinationId: "dst_1",
  destinationName: "#alerts",
  verdict,
  reason: { code: verdict === "send" ? "matched" : "filter_not_matched", text: `${routeId} now ${verdict}` },
  checks: [],
});
const stamp = (id: string, createdAt: Date, updatedAt = createdAt) => ({ id, createdAt, updatedAt });

describe("what was said then", () => {
  test("is the trace, and of what it leaves out only the routes that are as they were", () => {
    const past = {
      trace: [decision("sent", "send")],
      decidedAt,
      today: ["sent", "same", "changed", "new"].map((id) => decision(id, id === "sent" ? "send" : "skip")),
      stamps: [
        stamp("sent", before),
        stamp("same", before),
        stamp("changed", before, after),
        stamp("new", after),
      ],
    };
    expect(decisionsThen(past).map(({ routeId }) => routeId)).toEqual(["sent", "same"]);
  });
});

describe("what would be otherwise now", () => {
  test.each<{
    name: string;
    said: Decision["verdict"] | null;
    made: Date;
    now: Decision["verdict"] | null;
    found: [string, string] | null;
  }>([
    { name: "sent and still would", said: "send", made: before, now: "send", found: null },
    { name: "did not apply and still does not", said: null, made: before, now: "skip", found: null },
    {
      name: "was named as skipped and would send",
      said: "skip",
      made: before,
      now: "send",
      found: ["skip", "send"],
    },
    {
      name: "was ruled out by the index and would send",
      said: null,
      made: before,
      now: "send",
      found: ["skip", "send"],
    },
    { name: "is new and would send", said: null, made: after, now: "send", found: ["absent", "send"] },
    { name: "is new and does not apply", said: null, made: after, now: "skip", found: null },
    {
      name: "sent and would be suppressed",
      said: "send",
      made: before,
      now: "suppress",
      found: ["send", "suppress"],
    },
    { name: "sent and is gone", said: "send", made: before, now: null, found: ["send", "absent"] },
    { name: "was skipped and is gone", said: "skip", made: before, now: null, found: null },
  ])("a route that $name", ({ said, made, now, found }) => {
    const differences = differencesNow({
      trace: said ? [decision("r", said)] : [],
      decidedAt,
      today: now ? [decision("r", now)] : [],
      stamps: now ? [stamp("r", made)] : [],
    });
    expect(differences.map((one) => [one.before, one.now])).toEqual(found ? [found] : []);
  });

  test("says the reason of today", () => {
    const past = { trace: [], decidedAt, today: [decision("r", "send")], stamps: [stamp("r", after)] };
    expect(differencesNow(past)[0]?.text).toBe("r now send");
  });
});
