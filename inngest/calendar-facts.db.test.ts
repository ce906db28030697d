import { describe, expect, test } from "vitest";
import { putCalendarSettings } from "@/lib/calendar/commands";
import { getCalendarSettings } from "@/lib/calendar/queries";
import { calendarSettings } from "@/lib/calendar/schema";
import { type CaseStage, caseStage } from "./testing/case-stage";

const { open, sql } = await caseStage();
const { recordCalendarFacts } = await import("./functions/calendar-facts");

const add = (
  { scope }: CaseStage,
  id: string,
  row: { contract?: string; renewal?: string; excluded?: boolean },
) => sql`
  insert into customers (project_id, environment, id, name, contract_started_on, renewal_on, excluded)
  values (${scope.projectId}, 'production', ${id}, ${id.toUpperCase()}, ${row.contract ?? null}, ${row.renewal ?? null}, ${row.excluded ?? false})`;

const told = ({ scope }: CaseStage) => sql<{ type: string; customer_id: string; data: unknown }[]>`
  select type, customer_id, data from events where project_id = ${scope.projectId} order by customer_id, external_id`;

const settings = calendarSettings.parse({ anniversaries: true, renewalsAheadDays: [7, 30, 7] });

describe("by the calendar", () => {
  test("anniversaries and renewals ahead are events, at the project's own hour and once", async () => {
    const stage = await open();
    await sql`update projects set time_zone = 'Asia/Tokyo' where id = ${stage.scope.projectId}`;
    await add(stage, "acme", { contract: "2024-11-22", renewal: "2026-12-22" });
    await add(stage, "bolt", { contract: "2026-11-22" });
    await add(stage, "cedar", { contract: "2023-11-21", renewal: "2026-11-29" });
    await add(stage, "dune", { contract: "2020-11-22", excluded: true });
    const now = new Date("2026-11-21T03:00:00Z");
    await putCalendarSettings(stage.scope, settings, now);
    expect(await getCalendarSettings(stage.scope)).toEqual({
      at: "09:00",
      anniversaries: true,
      renewalsAheadDays: [30, 7],
    });
    expect(await recordCalendarFacts(new Date("2026-11-21T23:59:00Z"))).toBe(0);
    const nine = new Date("2026-11-22T00:00:30Z");
    const counts = await Promise.all([recordCalendarFacts(nine), recordCalendarFacts(nine)]);
    expect(counts[0] + counts[1]).toBe(3);
    expect(await recordCalendarFacts(new Date("2026-11-22T08:00:00Z"))).toBe(0);
    expect(await told(stage)).toMatchObject([
      { type: "customer.milestone", customer_id: "acme", data: { years: 2 } },
      { type: "customer.renewal_due", customer_id: "acme", data: { inDays: 30, renewalOn: "2026-12-22" } },
      { type: "customer.renewal_due", customer_id: "cedar", data: { inDays: 7 } },
    ]);
  });

  test("a day on which nobody was there is made up for", async () => {
    const stage = await open();
    await add(stage, "acme", { contract: "2024-11-22" });
    await add(stage, "bolt", { contract: "2024-11-24" });
    await putCalendarSettings(stage.scope, settings, new Date("2026-11-21T12:00:00Z"));
    expect(await recordCalendarFacts(new Date("2026-11-25T00:00:00Z"))).toBe(2);
    expect((await told(stage)).map(({ customer_id }) => customer_id)).toEqual(["acme", "bolt"]);
  });

  test("who began on 29 February has a day in every year", async () => {
    const stage = await open();
    await add(stage, "leap", { contract: "2024-02-29" });
    await putCalendarSettings(stage.scope, settings, new Date("2027-02-27T12:00:00Z"));
    expect(await recordCalendarFacts(new Date("2027-02-28T12:00:00Z"))).toBe(1);
    expect(await recordCalendarFacts(new Date("2027-03-01T12:00:00Z"))).toBe(0);
  });
});
