import { describe, expect, test } from "vitest";
import { sourceKinds } from "@/db/enums";
import { compose } from "@/lib/messages/compose";
import { adapterOf } from "./adapters";
import { sampleName } from "./sample";
import { told } from "./testing/told";

const now = new Date("2026-11-21T09:05:00Z");

describe.each(sourceKinds.map((kind) => ({ kind })))("a sample of $kind", ({ kind }) => {
  const samples = adapterOf(kind).samples.filter((sample) => sample.told !== null);

  test("is told when it is one to be told, and no other", () => {
    expect(Object.keys(told[kind])).toEqual(samples.map(sampleName));
  });

  test.each(samples.map((sample) => ({ sample, name: sampleName(sample) })))(
    "$name reads right",
    ({ sample, name }) => {
      const mapping = adapterOf(kind).map(sample.payload, {});
      if (mapping.status !== "event") throw new Error("It is no event.");
      const {
        type,
        customer,
        data,
        environment = "production",
        occurredAt = now.toISOString(),
      } = mapping.event;
      const event = { type, customer, data, environment, externalId: "x", occurredAt: new Date(occurredAt) };
      expect(compose(event, { now }).text).toBe(told[kind][name]);
    },
  );
});
