import { describe, expect, test } from "vitest";
import type { Decision } from "@/lib/routing/reason";
import { answerOf } from "./answer";

type Told = Parameters<typeof answerOf>[0]["notifications"][number];

const told = (state: Told["state"], change: Partial<Told> = {}): Told => ({
  id: `ntf_${state}`,
  state,
  reason: { code: "matched", text: "Route “All” matched." },
  destinationName: "#alerts",
  attempts: 1,
  possiblyDuplicated: false,
  foldedInto: null,
  lastError: null,
  origin: null,
  ...change,
});

const skip = (code: Decision["reason"]["code"], text: string): Decision => ({
  routeId: text,
  routeName: text,
  destinationId: "dst_1",
  destinationName: "#alerts",
  verdict: "skip",
  reason: { code, text },
  checks: [],
});

const gone = {
  code: "channel_not_found",
  message: "Slack says that the channel is gone.",
  fix: "Pick another one.",
  at: "",
};
const first = (one: Told) =>
  answerOf({ isDecided: true, hadRoutes: false, decisions: [], notifications: [one] });

describe("the answer", () => {
  test.each([
    [told("sent"), "good", "“#alerts” was told."],
    [told("sent", { attempts: 3 }), "good", "“#alerts” was told on try 3."],
    [
      told("sent", { foldedInto: "ntf_x" }),
      "good",
      "“#alerts” was told, together with others in one counted message.",
    ],
    [
      told("sent", { reason: { code: "case_follow_up", text: "It was told of this case before." } }),
      "good",
      "“#alerts” was told. It was told of this case before.",
    ],
    [
      told("sent", { possiblyDuplicated: true }),
      "good",
      "“#alerts” was told. An answer of Slack's was lost on the way, so it may stand there twice.",
    ],
    [
      told("sent", { origin: { fault: "“total” is not there.", isRedacted: true } }),
      "good",
      "“#alerts” was told. It went in the built-in wording, as the template could not be used: “total” is not there. What it may not see was left out.",
    ],
    [told("pending"), "info", "“#alerts” is about to be told."],
    [
      told("pending", { lastError: gone }),
      "warn",
      "“#alerts” will be tried again: Slack says that the channel is gone.",
    ],
    [told("sending"), "info", "“#alerts” is being told just now."],
    [
      told("held", { reason: { code: "destination_broken", text: "It is broken." } }),
      "warn",
      "“#alerts” was not told yet, the notification is held. It is broken.",
    ],
    [
      told("failed", { lastError: gone }),
      "bad",
      "“#alerts” was not told. Slack says that the channel is gone. Pick another one.",
    ],
    [told("failed"), "bad", "“#alerts” was not told. It refused the message."],
    [
      told("suppressed", {
        reason: { code: "sandbox_not_accepted", text: "It does not accept sandbox events." },
      }),
      "neutral",
      "“#alerts” was not told. It does not accept sandbox events.",
    ],
  ])("of a %o is %s: %s", (one, tone, text) => {
    expect(first(one).lines).toEqual([{ tone, text, notificationId: one.id }]);
  });

  test("counts what became of the notifications", () => {
    const notifications = [
      told("sent"),
      told("sent"),
      told("sending"),
      told("pending"),
      told("held"),
      told("failed"),
    ];
    expect(answerOf({ isDecided: true, hadRoutes: false, decisions: [], notifications }).headline).toBe(
      "2 told, 2 on the way, 1 held, 1 failed",
    );
  });

  test("says of what did not apply why, one by name and several by number", () => {
    const decisions = [
      skip("type_not_matched", "Route “A” takes x."),
      skip("filter_not_matched", "Route “B” did not match."),
      skip("type_not_matched", "Route “C” takes y."),
      skip("route_disabled", "Route “D” is switched off."),
    ];
    expect(answerOf({ isDecided: true, hadRoutes: false, decisions, notifications: [] })).toEqual({
      headline: "Nobody was told: no route applied",
      lines: ["Route “B” did not match.", "Route “D” is switched off.", "2 routes take other types."].map(
        (text) => ({
          tone: "neutral",
          text,
          notificationId: null,
        }),
      ),
    });
  });

  test("of a project without routes says so", () => {
    expect(answerOf({ isDecided: true, hadRoutes: false, decisions: [], notifications: [] })).toEqual({
      headline: "Nobody was told: there was no route for it at the time",
      lines: [],
    });
  });

  test("of a project whose routes say nothing of it any more does not claim that there were none", () => {
    expect(answerOf({ isDecided: true, hadRoutes: true, decisions: [], notifications: [] }).headline).toBe(
      "Nobody was told: no route applied",
    );
  });

  test("before the decision promises nothing", () => {
    expect(answerOf({ isDecided: false, hadRoutes: false, decisions: [], notifications: [] }).headline).toBe(
      "The routes are being asked",
    );
  });
});
