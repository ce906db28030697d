import fc from "fast-check";
import { parseRule } from "../coherent";
import type { Rule } from "../schema";

/** Random rules and random pasts for them. Numbers are halves, so that plain arithmetic is exact on them. */

export const testZones = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
] as const;

/** Around both changes of the clocks, ends of months and of quarters. */
const beginnings = [
  "2026-03-06T10:00:00Z",
  "2026-03-27T05:00:00Z",
  "2026-04-02T20:00:00Z",
  "2026-09-24T11:00:00Z",
  "2026-10-01T13:30:00Z",
  "2026-10-23T22:00:00Z",
  "2026-10-30T09:00:00Z",
  "2026-12-29T23:00:00Z",
  "2028-02-26T12:00:00Z",
].map((text) => Date.parse(text));

const halves = (min: number, max: number) =>
  fc.integer({ min: min * 2, max: max * 2 }).map((count) => String(count / 2));
const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 3 });
const flag = fc.boolean();

const by = fc.oneof(
  fc.constantFrom("10", "20", "50", "100").map((percent) => ({ percent })),
  halves(0.5, 12).map((points) => ({ points })),
);
const target = fc.constantFrom({ value: "20" }, { value: "12.5" }, { field: "attributes.limit" });
const targetOfAll = fc.constantFrom({ value: "20" }, { value: "40" });

const levels = fc.record({
  kind: fc.constantFrom("above", "below"),
  value: halves(0, 15),
  inclusive: flag,
  clear: sometimes(halves(0, 15)),
});
const shares = fc.record({
  kind: fc.constant("share"),
  direction: fc.constantFrom("above", "below"),
  percent: fc.constantFrom("25", "50", "80", "100"),
  of: fc.oneof(target, targetOfAll),
  inclusive: flag,
  clear: sometimes(fc.constantFrom("10", "40", "90", "120")),
});
const steps = fc.record({
  kind: fc.constant("steps"),
  of: sometimes(fc.oneof(target, targetOfAll)),
  steps: fc.constantFrom(["25", "50", "75", "90"], ["10"], ["5", "12.5", "40"]),
  every: sometimes(fc.constantFrom("10", "25", "7.5")),
});
const changes = (against: fc.Arbitrary<Record<string, number>>) =>
  fc.record({
    ...{ kind: fc.constant("change"), direction: fc.constantFrom("up", "down", "either"), by, against },
    inclusive: flag,
  });
const windows = fc.integer({ min: 1, max: 3 }).map((count) => ({ windows: count }));
const days = fc.constantFrom(0, 0, 1, 3).map((count) => ({ days: count }));

const telling = {
  forMinutes: sometimes(fc.constantFrom(5, 60, 600)),
  cooldownMinutes: sometimes(fc.constantFrom(30, 600, 4_000)),
  repeatMinutes: sometimes(fc.constantFrom(300, 700, 5_000)),
  schedule: sometimes(
    fc.record({
      when: fc.constantFrom("inside", "outside"),
      timeZone: sometimes(fc.constantFrom(...testZones)),
      days: fc.constantFrom([1, 2, 3, 4, 5], [6, 7], [1, 2, 3, 4, 5, 6, 7], [3]),
      from: fc.constantFrom("09:00", "22:00", "00:00"),
      to: fc.constantFrom("17:30", "06:00", "00:00"),
    }),
  ),
  tellRecovered: fc.constantFrom(true, true, false),
  filter: fc.constantFrom(null, null, { field: "customer.tier", operator: "eq", value: "gold" }),
  overrides: sometimes(
    fc.tuple(
      fc.record({ customerId: fc.constant("b"), value: sometimes(halves(1, 12)), muted: sometimes(flag) }),
    ),
  ),
};

const meters = fc.record({
  ...telling,
  signal: fc.record({
    kind: fc.constant("meter"),
    meter: fc.constant("hours"),
    measure: fc.constantFrom("sum", "sum", "count", "min", "max", "last"),
  }),
  scope: fc.constant({ kind: "each" }),
  window: fc.constantFrom("hour", "day", "week", "month", "quarter", "cycle"),
  judge: sometimes(fc.constantFrom("live", "window_end")),
  condition: fc.oneof(levels, shares, steps, changes(windows)),
});
const fields = fc.record({
  ...telling,
  signal: fc.constant({ kind: "field", field: "healthScore" }),
  scope: fc.constant({ kind: "each" }),
  condition: fc.oneof(
    levels,
    shares,
    steps,
    changes(days),
    fc.record({ kind: fc.constant("zone"), zones: fc.constantFrom(["red"], ["red", "yellow"], ["green"]) }),
  ),
});
const absences = fc.record({
  ...telling,
  signal: fc.constant({ kind: "meter", meter: "hours" }),
  scope: fc.constantFrom({ kind: "each" }, { kind: "customer", customerId: "a" }),
  condition: fc.record({ kind: fc.constant("absent"), hours: fc.constantFrom(1, 6, 48) }),
});

/** Rules as they come from outside, without those whose parts do not go together. */
const given = fc.oneof(
  { weight: 5, arbitrary: meters },
  { weight: 3, arbitrary: fields },
  { weight: 1, arbitrary: absences },
);

const withoutNothing = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const inputs = given
  .map((body) => parseRule(withoutNothing({ name: "Random", ...body })))
  .filter((parsed) => parsed.ok);

/** In minutes: how long until the next batch. */
const gaps = fc.constantFrom(0, 1, 4, 6, 30, 55, 200, 700, 1_600, 4_000, 10_500, 45_000);
/** In minutes: how late a reading is, or how far in the future. */
const lateness = fc.constantFrom(0, 0, 0, 2, 40, 150, 1_500, 9_000, 12_000, -50, -2_000);
const customers = fc.constantFrom("a", "b", "c");

const reading = fc.record({
  ...{ customer: customers, late: lateness },
  value: fc
    .oneof(fc.integer({ min: 0, max: 16 }), fc.integer({ min: -10, max: 40 }))
    .map((count) => count / 2),
  id: fc.integer({ min: 0, max: 60 }),
});
const fact = fc.record({
  ...{ customer: customers, late: lateness },
  value: fc.option(
    fc.integer({ min: 0, max: 40 }).map((count) => count * 2.5),
    { freq: 8 },
  ),
});

export const histories = fc
  .record({
    input: inputs,
    zone: fc.constantFrom(...testZones),
    from: fc.constantFrom(...beginnings),
    watchesAfter: fc.constantFrom(0, 0, 60, 3_000),
    gold: flag,
    excluded: fc.constantFrom(false, false, false, true),
    cycleDay: fc.constantFrom(1, 15, 29, 30, 31),
    limit: fc.constantFrom(null, 10, 20, 7.5),
    batches: fc.array(
      fc.record({
        gap: gaps,
        readings: fc.array(reading, { maxLength: 4 }),
        facts: fc.array(fact, { maxLength: 2 }),
        /** Where in the pause something looks although nothing came. */
        idle: fc.double({ min: 0, max: 0.99, noNaN: true }),
      }),
      { minLength: 1, maxLength: 9 },
    ),
  })
  .map(({ input, ...rest }) => {
    const rule: Rule = {
      ...input.rule,
      ...{ id: "rul_random", revision: 1, watchesSince: new Date(rest.from + rest.watchesAfter * 60_000) },
    };
    return { rule, ...rest };
  });
export type RandomHistory = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;
