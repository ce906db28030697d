import { expect, it } from "vitest";
import { compose } from "@/lib/messages/compose";

const report = (now: string) =>
  compose(
    {
      type: "measurements.invalid",
      externalId: "e",
      occurredAt: new Date("2026-11-21T09:00:00Z"),
      environment: "production",
      data: { total: 3, hourStart: "2026-11-21T08:00:00Z", hourEnd: "2026-11-21T09:00:00Z" },
    },
    { now: new Date(now) },
  ).text;

it("names the hour of a report that is told late, and only then", () => {
  expect(report("2026-11-21T09:05:00Z")).toBe("3 invalid events in the last hour");
  expect(report("2026-11-21T10:29:59Z")).toBe("3 invalid events in the last hour");
  expect(report("2026-11-21T10:30:00Z")).toBe("3 invalid events in the hour from 21 Nov 2026, 08:00 UTC");
});
