import { expect, test } from "vitest";
import { quietHoursForm } from "./quiet-hours-form-schema";

const filled = {
  name: "Nights",
  appliesTo: "project",
  mode: "quiet",
  days0: ["1", "2"],
  from0: "22:00",
  until0: "07:00",
  from1: "09:00",
  until1: "18:00",
  timeZone: "",
  holidays: "2026-12-25\n2027-01-01",
  enabled: "on",
};

test("rows without a day are none, and a single ticked day is a list too", () => {
  expect(quietHoursForm.parse({ ...filled, days0: "3" }).input).toMatchObject({
    destinationId: null,
    routeId: null,
    hours: {
      mode: "quiet",
      timeZone: null,
      spans: [{ days: [3], from: "22:00", until: "07:00" }],
      holidays: ["2026-12-25", "2027-01-01"],
    },
  });
});

test.each([
  ["destination:dst_1", { destinationId: "dst_1", routeId: null }],
  ["route:rte_1", { destinationId: null, routeId: "rte_1" }],
])("%s says of what they are", (appliesTo, expected) => {
  expect(quietHoursForm.parse({ ...filled, appliesTo }).input).toMatchObject(expected);
});

test.each([
  [{ days0: undefined }, "spans"],
  [{ until0: "25:00" }, "spans"],
  [{ holidays: "Christmas" }, "holidays"],
  [{ timeZone: "Mars/Olympus" }, "timeZone"],
  [{ name: " " }, "name"],
])("%j is complained about at %s", (change, field) => {
  const parsed = quietHoursForm.safeParse({ ...filled, ...change });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field);
});
