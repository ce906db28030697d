import { describe, expect, test } from "vitest";
import {
  atOnce,
  delayOf,
  type PlaybookDigest,
  type PlaybookHours,
  quietUntil,
  readHours,
  type Timing,
} from "./timing";

const now = new Date("2026-11-21T23:00:00Z");
const everyDay = [1, 2, 3, 4, 5, 6, 7];

const digest = (change: Partial<PlaybookDigest> = {}): PlaybookDigest => ({
  ...{ id: "dig_all", name: "Daily", destinationId: "dst_1", collects: "destination", routeIds: [] },
  ...change,
});
const night = (change: Partial<PlaybookHours> = {}): PlaybookHours => ({
  ...{ name: "Night", destinationId: null, routeId: null },
  hours: {
    mode: "quiet",
    timeZone: "UTC",
    spans: [{ days: everyDay, from: "22:00", until: "07:00" }],
    holidays: [],
  },
  ...change,
});
const asked = { destinationId: "dst_1", routeId: "rte_1", severity: "warning", isLiving: false } as const;
const delay = (timing: Partial<Timing>, change: object = {}, routesThere = ["rte_1"]) =>
  delayOf({ ...atOnce, ...timing }, { ...asked, ...change }, { now, routesThere });

describe("a digest takes", () => {
  const byRoute = digest({ id: "dig_route", collects: "routes", routeIds: ["rte_1"] });

  test.each([
    ["all of its destination", [digest()], {}, "dig_all"],
    ["nothing of another destination", [digest()], { destinationId: "dst_2" }, undefined],
    ["nothing when it only reports", [digest({ collects: "nothing" })], {}, undefined],
    ["nothing that is critical", [digest()], { severity: "critical" }, undefined],
    ["its routes, before one that takes the destination", [digest(), byRoute], {}, "dig_route"],
    ["no other route", [byRoute], { routeId: "rte_2" }, undefined],
    ["no message of a case that stands already", [digest()], { isLiving: true }, undefined],
    ["what follows a case up without a route", [digest()], { routeId: null }, "dig_all"],
    ["that too where all routes there are its own", [byRoute], { routeId: null }, "dig_route"],
  ] as const)("%s", (_name, digests, change, expected) => {
    const found = delay({ digests }, change);
    expect(found?.heldFor === "digest" ? found.digestId : undefined).toBe(expected);
  });

  test("no follow-up where another route there goes at once", () => {
    expect(delay({ digests: [byRoute] }, { routeId: null }, ["rte_1", "rte_2"])).toBeUndefined();
  });
});

describe("quiet hours hold", () => {
  test.each([
    ["for the whole project", night(), {}, true],
    ["at their destination", night({ destinationId: "dst_1" }), {}, true],
    ["at no other", night({ destinationId: "dst_2" }), {}, false],
    ["by their route", night({ routeId: "rte_1" }), {}, true],
    ["by no other", night({ routeId: "rte_2" }), {}, false],
    ["what is not critical", night(), { severity: "critical" }, false],
    ["an edit too", night(), { isLiving: true }, true],
  ] as const)("%s", (_name, hours, change, expected) => {
    expect(delay({ hours: [hours] }, change)?.heldFor === "hours").toBe(expected);
  });

  test("until the last of them is over, and say which", () => {
    const late = night({
      name: "Late",
      hours: { ...night().hours, spans: [{ days: everyDay, from: "22:00", until: "09:00" }] },
    });
    const timing = { digests: [], hours: [night(), late] };
    expect(quietUntil(timing, asked, now)).toEqual(new Date("2026-11-22T09:00:00Z"));
    expect(delay(timing)?.reason.text).toContain("“Night” and “Late”");
  });

  test("a digest comes before them", () => {
    expect(delay({ digests: [digest()], hours: [night()] })?.heldFor).toBe("digest");
  });
});

test("stored hours take the project's zone where they have none; those that cannot be read hold nothing", () => {
  const { timeZone: _, ...hours } = night().hours;
  const stored = { name: "Night", destinationId: null, routeId: null };
  const read = readHours(
    [
      { ...stored, hours },
      { ...stored, hours: { mode: "loud" } },
    ],
    "Asia/Tokyo",
  );
  expect(read.map((one) => one.hours.timeZone)).toEqual(["Asia/Tokyo"]);
});
