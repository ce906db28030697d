import { describe, expect, it } from "vitest";
import { catalog } from "./catalog";
import { eventTypes } from "./event-types";
import { eventEnvelopeSchema } from "./schema";

describe("the list of event types", () => {
  it("names every type of the catalog, in its order", () => {
    expect(eventTypes.map(({ type }) => type)).toEqual(catalog.map(({ type }) => type));
  });

  it("can be sent as JSON", () => {
    expect(JSON.parse(JSON.stringify(eventTypes))).toEqual(eventTypes);
  });

  it.each(eventTypes.map((entry) => [entry.type, entry] as const))(
    "%s says what each field takes, and its sample shows known ones",
    (_, { fields, sample, description }) => {
      expect(description).toMatch(/^[A-Z].*\.$/s);
      expect(eventEnvelopeSchema.safeParse(sample).success).toBe(true);
      expect(fields.length).toBeGreaterThan(0);
      const vague = fields.filter(({ takes }) => takes === "anything").map(({ name }) => name);
      expect(["changes", "labels"]).toEqual(expect.arrayContaining(vague));
      const known = new Set(fields.map(({ name }) => name));
      expect(Object.keys(sample.data).filter((name) => !known.has(name))).toEqual([]);
    },
  );
});
