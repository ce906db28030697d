import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourceKinds } from "@/db/enums";
import { findEventType } from "@/lib/events/catalog";
import { prepareEvent } from "@/lib/events/prepare";
import { adapterOf } from "./adapters";
import type { Mapping } from "./mapping";
import { sampleName } from "./sample";

const now = new Date("2026-11-21T09:00:00Z");
const every = sourceKinds.flatMap((kind) =>
  adapterOf(kind).samples.map((sample) => ({ kind, sample, name: `${kind} ${sampleName(sample)}` })),
);

/** What the door in makes of a mapping. */
function prepared(mapping: Mapping) {
  if (mapping.status !== "event") return undefined;
  const body = {
    ...mapping.event,
    ...(mapping.id === null ? {} : { id: `src/${mapping.id}`.slice(0, 255) }),
  };
  return prepareEvent(body, { now, forcedEnvironment: undefined, source: "test" });
}

describe("every sample", () => {
  test("has a name of its own within its vendor", () => {
    expect(new Set(every.map(({ name }) => name)).size).toBe(every.length);
  });

  test.each(every)("$name becomes what it says", ({ kind, sample }) => {
    const mapping = adapterOf(kind).map(sample.payload, {});
    expect(mapping.vendorType).toBe(sample.vendorType);
    if (sample.told === null) {
      expect(mapping).toMatchObject({ status: "ignored", reason: { message: expect.stringMatching(/\.$/) } });
      return;
    }
    expect(mapping).toMatchObject({ status: "event", event: { type: sample.told } });
    expect(prepared(mapping)).toMatchObject({ ok: true, event: { type: sample.told } });
  });

  test.each(every.filter(({ sample }) => sample.told !== null && !sample.told.includes("example")))(
    "$name has a type that the catalog knows, or is named after its vendor",
    ({ kind, sample }) => {
      const type = sample.told ?? "";
      const isKnown = findEventType(type) !== undefined;
      expect(isKnown, type).toBe(!type.startsWith(`${kind}.`));
    },
  );

  test.each(every)("$name keeps its whole payload", ({ kind, sample }) => {
    const mapping = adapterOf(kind).map(sample.payload, {});
    if (mapping.status !== "event" || kind === "cloudevents") return;
    const { payload } = mapping.event.data;
    expect(payload).toEqual(kind === "revenuecat" ? sample.payload.event : sample.payload);
  });

  test.each(sourceKinds.map((kind) => ({ kind })))(
    "of $kind is told by its own page of the customer",
    ({ kind }) => {
      const [sample] = adapterOf(kind).samples.filter(({ told }) => told !== null);
      const mapping = adapterOf(kind).map(sample?.payload, { customerUrl: "https://app.example/c/{id}?x=1" });
      expect(mapping).toMatchObject({
        event: { customer: { url: expect.stringMatching(/^https:\/\/app\.example\/c\/[\w-]+\?x=1$/) } },
      });
    },
  );
});

describe("anything at all", () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  const names = every.flatMap(({ sample }) => Object.keys(sample.payload));
  const types = every.map(({ sample }) => sample.vendorType);

  test.each(sourceKinds.map((kind) => ({ kind })))("is mapped by $kind without a throw", ({ kind }) => {
    fc.assert(
      fc.property(value, (body) => {
        expect(["event", "ignored", "unusable"]).toContain(adapterOf(kind).map(body, {}).status);
      }),
    );
  });

  test.each(sourceKinds.map((kind) => ({ kind })))(
    "beside a type of $kind's is stored or refused",
    ({ kind }) => {
      const inner = fc.dictionary(fc.constantFrom(...names, "id", "type", "customer", "amount"), value);
      const body = fc.record({
        type: fc.constantFrom(...types),
        event_type: fc.constantFrom(...types),
        id: fc.oneof(fc.string({ unit: "binary" }), value),
        event: fc.record({
          type: fc.constantFrom(...types),
          price: value,
          currency: value,
          period_type: value,
        }),
        data: fc.oneof(fc.record({ object: inner, previous_attributes: inner }), value),
        created: fc.oneof(fc.integer(), value),
        livemode: value,
        specversion: fc.constant("1.0"),
        source: fc.oneof(fc.constant("/a"), value),
      });
      fc.assert(
        fc.property(body, (each) => {
          const result = prepared(adapterOf(kind).map(each, {}));
          if (result && !result.ok) expect(result.refused.message).toBeTruthy();
        }),
        { numRuns: 500 },
      );
    },
  );
});
