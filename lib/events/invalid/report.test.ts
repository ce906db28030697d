import { describe, expect, test } from "vitest";
import { compose } from "@/lib/messages/compose";
import { prepareEvent } from "../prepare";
import { hoursToTell, type InvalidHour, reportIdOf, reportOf } from "./report";

const hour: InvalidHour = {
  organizationId: "org_1",
  projectId: "prj_1",
  organizationSlug: "acme",
  projectSlug: "production",
  hour: new Date("2026-03-01T11:00:00Z"),
  rejected: 312,
  previousRejected: 40,
  accepted: 2_688,
  reasons: [
    { code: "invalid_data", message: "/data/amount must be a decimal", count: 200 },
    { code: "invalid_event", message: "/type must be words", count: 100 },
  ],
  differentReasons: 5,
  sources: [{ source: "api", count: 312 }],
};

describe("the hours to tell", () => {
  test.each(["2026-03-01T12:00:00.000Z", "2026-03-01T12:04:00Z", "2026-03-01T12:59:59.999Z"])(
    "at %s end with the last full one and go back a day",
    (now) => {
      const hours = hoursToTell(new Date(now));
      expect(hours).toHaveLength(24);
      expect(hours[0]?.start.toISOString()).toBe("2026-02-28T12:00:00.000Z");
      expect(hours.at(-1)).toEqual({
        start: new Date("2026-03-01T11:00:00Z"),
        end: new Date("2026-03-01T12:00:00Z"),
      });
    },
  );
});

describe("the report", () => {
  test("has one id an hour", () => {
    expect(reportIdOf(hour.hour)).toBe("bellwire:invalid:2026-03-01T11:00:00Z");
    expect(reportOf(hour, "https://bellwire.example").id).toBe(reportIdOf(hour.hour));
  });

  test("says how many, which share, why, where from and where to look", () => {
    expect(reportOf(hour, "https://bellwire.example")).toMatchObject({
      type: "measurements.invalid",
      occurredAt: "2026-03-01T12:00:00.000Z",
      data: {
        total: 312,
        previousTotal: 40,
        share: 0.104,
        reasons: hour.reasons,
        otherReasons: 3,
        otherCount: 12,
        sources: [{ source: "api", count: 312 }],
        listUrl:
          "https://bellwire.example/acme/production/events/rejected?from=2026-03-01T11%3A00%3A00.000Z&to=2026-03-01T12%3A00%3A00.000Z",
      },
    });
  });

  test("of an hour in which nothing was taken is the whole of the traffic", () => {
    expect(reportOf({ ...hour, accepted: 0 }, "https://bellwire.example")).toMatchObject({
      data: { share: 1 },
    });
  });
});

describe("the message of the report", () => {
  const told = (change: Partial<InvalidHour> = {}) => {
    const now = new Date("2026-03-01T12:04:00Z");
    const body = reportOf({ ...hour, ...change }, "https://bellwire.example");
    const prepared = prepareEvent(body, { now, forcedEnvironment: undefined, source: "bellwire" });
    if (!prepared.ok) throw new Error(`${prepared.refused.pointer} ${prepared.refused.message}`);
    const { event } = prepared;
    return compose({ ...event, occurredAt: new Date(event.occurredAt) }, { now });
  };

  test("ranks the reasons, says how many more there are, and leads to the list (OCT-15, OCT-16)", () => {
    const { text, fields, links, why } = told();
    expect(text).toContain("312");
    const said = JSON.stringify(fields);
    expect(said.indexOf("/data/amount must be a decimal")).toBeGreaterThan(0);
    expect(said.indexOf("/type must be words")).toBeGreaterThan(
      said.indexOf("/data/amount must be a decimal"),
    );
    expect(said).toContain("200");
    expect(said).toContain("10.4");
    expect(why).toMatch(/check/i);
    expect(links.map(({ url }) => url)).toEqual([
      expect.stringContaining("/acme/production/events/rejected?from="),
    ]);
  });

  test.each([
    { accepted: 2_688, severity: "warning" },
    { accepted: 312 * 19, severity: "info" },
    { accepted: 1_000_000, severity: "info" },
    { accepted: 0, severity: "warning" },
  ])("beside $accepted taken events is worth a $severity", ({ accepted, severity }) => {
    expect(told({ accepted }).severity).toBe(severity);
  });
});
