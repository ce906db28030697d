import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantOfCommand, mergeFacts, replacingFacts } from "./merge";
import { type CustomerFacts, emptyProfile, type KnownCustomer } from "./profile";

const nothing: KnownCustomer = { profile: emptyProfile, attributes: {}, factsAt: {} };
const day = (number: number) => new Date(Date.UTC(2026, 10, number));

function said(number: number, fields: CustomerFacts["fields"], source = `evt_${number}`): CustomerFacts {
  return { id: "cus", at: day(number), source, fields, attributes: {} };
}

describe("mergeFacts", () => {
  test("a late fact fills what is not known and overwrites nothing newer", () => {
    const { known, changes } = mergeFacts(nothing, [
      said(5, { healthScore: 60 }),
      said(2, { healthScore: 90, name: "Acme" }),
    ]);
    expect(known.profile).toMatchObject({ healthScore: 60, name: "Acme" });
    expect(changes.map(({ value }) => value)).toEqual(["60"]);
  });

  test("a late number enters the history before the one that is known", () => {
    const first = mergeFacts(nothing, [said(1, { healthScore: 60 }), said(5, { healthScore: 60 })]);
    expect(first.points).toHaveLength(1);
    const { points, changes, known } = mergeFacts(first.known, [said(3, { healthScore: 90 })]);
    expect(points.map(({ at, value }) => [at.slice(0, 10), value])).toEqual([
      ["2026-11-03", "90"],
      ["2026-11-05", "60"],
    ]);
    expect(changes).toEqual([]);
    expect(known.profile.healthScore).toBe(60);
  });

  test("says what a number was before, and of money in which currency", () => {
    const { changes } = mergeFacts(nothing, [
      said(1, { mrr: { amount: "100", currency: "USD" } }),
      said(2, { mrr: { amount: "100", currency: "EUR" }, churnProbability: 0.1 }),
      said(3, { mrr: null, churnProbability: 1e-7 }),
    ]);
    expect(
      changes.map(({ field, previous, previousCurrency, value, currency }) => [
        field,
        previous,
        previousCurrency,
        value,
        currency,
      ]),
    ).toEqual([
      ["mrr", null, null, "100", "USD"],
      ["mrr", "100", "USD", "100", "EUR"],
      ["churnProbability", null, null, "0.1", null],
      ["mrr", "100", "EUR", null, null],
      ["churnProbability", "0.1", null, "0.0000001", null],
    ]);
  });

  test("numbers among the attributes count, texts and names from elsewhere do not", () => {
    const attributes = { seats: 5, plan: "pro", toString: 7 };
    const { changes, known } = mergeFacts(nothing, [{ ...said(1, {}), attributes }]);
    expect(changes.map(({ field, value }) => [field, value])).toEqual([
      ["attributes.seats", "5"],
      ["attributes.toString", "7"],
    ]);
    const gone = mergeFacts(known, [{ ...said(2, {}), attributes: { seats: null } }]);
    expect(gone.known.attributes).toEqual({ plan: "pro", toString: 7 });
    expect(gone.changes).toMatchObject([{ field: "attributes.seats", previous: "5", value: null }]);
  });

  test("any order, batching and repetition comes to the same customer", () => {
    const field = fc.record(
      {
        healthScore: fc.constantFrom(10, 20, null),
        name: fc.constantFrom("A", "B"),
        mrr: fc.constantFrom({ amount: "1", currency: "USD" }, { amount: "2", currency: "USD" }),
      },
      { requiredKeys: [] },
    );
    const facts = fc
      .uniqueArray(fc.tuple(fc.nat(3), fc.nat(30), field), {
        selector: ([, source]) => source,
        maxLength: 12,
      })
      .map((list) => list.map(([number, source, fields]) => said(number + 1, fields, `evt_${source}`)));
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat(999)), (list, chance) => {
        const inOrder = mergeFacts(nothing, list);
        const shuffled = [...list, ...list]
          .map((fact) => ({ fact, rank: chance.next().value }))
          .sort((left, right) => left.rank - right.rank)
          .map(({ fact }) => fact);
        let known = nothing;
        const points = [];
        for (const fact of shuffled) {
          const merged = mergeFacts(known, [fact]);
          known = merged.known;
          points.push(...merged.points);
        }
        expect(known.profile).toEqual(inOrder.known.profile);
        expect(known.factsAt).toEqual(inOrder.known.factsAt);
        const healths = points.filter((point) => point.field === "healthScore");
        const stamps = healths.map(({ at, source, value }) => ({ stamp: `${at}|${source}`, value }));
        const latest = stamps.sort((left, right) => (left.stamp < right.stamp ? -1 : 1)).at(-1);
        const score = known.profile.healthScore;
        expect(latest?.value ?? null).toBe(score === null ? null : String(score));
      }),
    );
  });
});

describe("a command", () => {
  test("holds at once, whatever is known, and a second one in the same millisecond as well", () => {
    const { known } = mergeFacts(nothing, [said(9, { healthScore: 1 })]);
    const at = instantOfCommand(known, day(3));
    expect(at.getTime()).toBe(day(9).getTime() + 1);
    expect(instantOfCommand(nothing, day(3))).toEqual(day(3));
  });

  test("that replaces clears what it does not name", () => {
    const { known } = mergeFacts(nothing, [
      { ...said(1, { name: "Acme", healthScore: 5 }), attributes: { seats: 5, plan: "pro" } },
    ]);
    const facts = replacingFacts(known, { fields: { name: "New" }, attributes: { plan: "max" } });
    const after = mergeFacts(known, [{ ...said(2, {}), ...facts }]).known;
    expect(after.profile).toEqual({ ...emptyProfile, name: "New" });
    expect(after.attributes).toEqual({ plan: "max" });
  });
});
