import { describe, expect, test } from "vitest";
import { findEventType } from "@/lib/events/catalog";
import { eventEnvelopeSchema } from "@/lib/events/schema";
import { compose, storyOf } from "@/lib/messages/compose";
import { plainText } from "@/lib/messages/sentence";
import { compileRedaction, redactEvent } from "@/lib/redaction/redact";
import { aliases, rootsOf } from "@/lib/templates/variables";
import { firingEvent } from "./firing-event";
import { eventOf, toldFiring, toldFirings } from "./testing/told-firings";

const now = new Date("2026-11-21T09:00:00Z");
const all = toldFirings.map((given) => [given.sentence, toldFiring(given)] as const);
const named = (sentence: string) => {
  const found = all.find(([known]) => known === sentence);
  if (!found) throw new Error(`no firing is told as ${sentence}`);
  return found[1];
};
const hours = named("Acme passed 1,000 h this week (1,042)");
const target = named("Q4 revenue at 75 % of target");

describe("a firing as an event", () => {
  test.each(all)("is told: %s", (sentence, told) => {
    const message = compose(eventOf(told), { now });
    expect(message.text).toBe(sentence);
    expect(message.text.length).toBeLessThanOrEqual(90);
    expect(message.fields.length).toBeLessThanOrEqual(6);
    if (told.firing.kind !== "recovered") expect(message.severity).toBe(told.firing.severity);
    expect(message.why).toContain(told.rule.name);
  });

  test.each(all)("passes the one door in: %s", (_, told) => {
    const event = JSON.parse(JSON.stringify(firingEvent(told)));
    expect(eventEnvelopeSchema.safeParse(event).error).toBeUndefined();
    expect(findEventType(event.type)?.data.safeParse(event.data).success).toBe(true);
    expect(firingEvent(told)).toEqual(firingEvent(structuredClone(told)));
  });

  test("carries the customer without what no message needs", () => {
    expect(firingEvent(hours).customer).toEqual({
      id: "cus_acme",
      name: "Acme",
      email: "ap@acme.test",
      url: "https://app.example/c/acme",
      tier: "growth",
      mrr: { amount: "499.00", currency: "USD" },
      owner: { email: "kim@example.com" },
      zone: "yellow",
      healthScore: 54,
      renewalOn: "2027-01-31",
      attributes: { credits: 1000, region: "EU" },
    });
    expect(firingEvent(target).customer).toBeUndefined();
  });

  test("names a customer of whom only the id is known", () => {
    const unknown = { ...hours, observation: { ...hours.observation, customer: null } };
    expect(firingEvent(unknown).customer).toEqual({ id: "cus_acme" });
  });

  test("says why: rule, compared values, window, action, next alert", () => {
    const why = (sentence: string) => compose(eventOf(named(sentence)), { now }).why;
    expect(why("Acme passed 1,000 h this week (1,042)")).toBe(
      "Rule “Over 1,000 hours a week”: above 1,000. Now 1,042 h this week.",
    );
    expect(why("Acme health 72 → 54 (-18) in 7 days")).toBe(
      "Rule “Health fell”: down by 10 or more in 7 days. 72 → 54 (-18). Next: Call the sponsor.",
    );
    expect(why("Acme reached 1,000 of api-hours last week (1,000)")).toContain(
      "Not told again before 16 Nov 2026, 01:05 UTC",
    );
  });

  test("shows a target with its share, days left and pace (AMB-13)", () => {
    const { fields } = compose(eventOf(target), { now });
    expect(fields.map(({ label, value }) => `${label}: ${plainText(value)}`)).toEqual([
      "Actual: $2,256,000",
      "Target: $3,000,000",
      "Reached: 75.2 %",
      "Days left: 41",
      "Pace: $4,039,942 by the end",
    ]);
  });

  test("shows the course as a text bar (ahead.md 22)", () => {
    const { fields } = compose(eventOf(hours), { now });
    const trend = fields.find(({ label }) => label === "Trend");
    expect(plainText(trend?.value ?? [])).toBe("▅▁▅▅▅▆▆▇");
  });
});

describe("the override of a customer (STA-62)", () => {
  test("replaces the bound that is told", () => {
    const rule = { ...hours.rule, overrides: [{ customerId: "cus_acme", value: "1040" }] };
    expect(compose(eventOf({ ...hours, rule }), { now }).text).toBe("Acme passed 1,040 h this week (1,042)");
  });
});

describe("the case of a firing", () => {
  const key = (sentence: string) => storyOf(eventOf(named(sentence)), { now });
  test("is this rule for this customer, by period where each is a story of its own", () => {
    expect(key("Acme health 72 → 54 (-18) in 7 days")).toMatchObject({
      key: "rule:rul_01jd7m0c0000000000000000/cus_acme",
      phase: "opens",
    });
    expect(key("Q4 revenue at 75 % of target")).toMatchObject({
      key: "rule:rul_01jd7m0c0000000000000000/all/2026-10-01T00:00:00.000Z",
      phase: "updates",
    });
    expect(key("Still: Acme passed 1,000 h this week (1,310)")?.phase).toBe("updates");
    expect(key("Recovered: Acme health at 75")).toMatchObject({ phase: "resolves", status: "Recovered" });
    expect(key("4 unknown meters sent data")).toBeUndefined();
  });
});

describe("the twelve variables of AMB-28", () => {
  const valuesOf = (sentence: string) => {
    const roots = rootsOf(eventOf(named(sentence)), { name: "Demo", timeZone: "UTC" });
    return Object.fromEntries(Object.keys(aliases).map((name) => [name, roots.get(name)]));
  };
  test("of a meter", () => {
    expect(valuesOf("Acme passed 1,000 h this week (1,042)")).toEqual({
      "customer-id": "cus_acme",
      "customer-name": "Acme",
      "meter-id": "api-hours",
      "meter-name": "api-hours",
      "notification-id": "rul_01jd7m0c0000000000000000",
      "notification-name": "Over 1,000 hours a week",
      "current-value": "1042",
      "threshold-value": "1000",
      "threshold-condition": "above",
      "ui-hyperlink": "https://app.example/c/acme",
      "entity-type": undefined,
      "entity-list": undefined,
    });
  });
  test("of what nobody has set up", () => {
    expect(valuesOf("4 unknown meters sent data")).toMatchObject({
      "entity-type": "meter",
      "entity-list": ["api-hour", "gpu_minutes", "seats", "storage"],
    });
  });
});

test("amounts stay hidden where they may not be seen", () => {
  const redaction = compileRedaction([{ path: "amounts", mode: "mask" }]);
  const { event } = redactEvent(eventOf(target), redaction);
  const message = compose(event, { now });
  expect(JSON.stringify([message, event])).not.toMatch(/2[,.]?256|3[,.]?000[,.]?000/);
});
