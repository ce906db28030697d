import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { changeCase } from "@/lib/cases/actions/commands";
import { createWebhookDestination, setDestinationEnabled } from "@/lib/destinations/commands";
import { newId } from "@/lib/id";
import { createMute } from "@/lib/mutes/commands";
import { actionSchemas } from "@/lib/openapi/action-schemas";
import { createApiKey } from "@/lib/projects/commands";
import { createQuietHours } from "@/lib/quiet-hours/commands";
import { quietHoursInput } from "@/lib/quiet-hours/schema";
import { DELETE } from "./cooldowns/route";
import { GET } from "./route";

const { sql } = await testDatabase();
const hourMs = 3_600_000;
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs);
const clock = (at: Date) => at.toISOString().slice(11, 16);

let scope: Scope;
let key: string;
let stranger: string;

const keyOf = async (place: Scope) =>
  (await createApiKey(place, { name: "Test", mode: "live", scopes: ["read", "config:write"] })).secretOnce;

beforeAll(async () => {
  scope = (await createProject()).scope;
  key = await keyOf(scope);
  stranger = await keyOf((await createProject()).scope);
});

const ask = (bearer: string, path = "", method = "GET") =>
  new Request(`http://127.0.0.1/api/v1/silences${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}` },
  });
const silences = async (bearer: string, query = "") =>
  actionSchemas.Silences.parse(await (await GET(ask(bearer, query))).json());

async function openCase(of: Scope, text: string): Promise<string> {
  const id = newId("case");
  await sql`
    insert into cases (project_id, id, key, environment, state, severity, text, lead_event_id, lead_event_type, lead_at, lead_rank, opened_at, updated_at)
    values (${of.projectId}, ${id}, ${id}, 'production', 'open', 'warning', ${text}, 'e', 'payment.failed', now(), 0, now(), now())`;
  return id;
}

/** A notification of a case that waits, or one that quiet hours hold at a destination. */
async function waiting(place: { caseId?: string; destinationId?: string; heldFor?: string }): Promise<void> {
  const { caseId = null, destinationId = "dst_1", heldFor = null } = place;
  const id = newId("notification");
  await sql`
    insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
      environment, severity, state, reason, message, case_id, due_at, held_for, held_until)
    values (${scope.projectId}, ${id}, ${id}, 'event', 'payment.failed', ${destinationId}, 'x', 'slack_webhook', 'silent', 'production',
      'warning', ${heldFor ? "held" : "pending"}, '{}', '{}', ${caseId}, ${heldFor ? null : inHours(1)}, ${heldFor}, ${heldFor ? inHours(2) : null})`;
}

async function destination(name: string): Promise<string> {
  const url = `https://hooks.slack.com/services/T00000000/B00000000/${name.padEnd(24, "a")}`;
  return (await createWebhookDestination(scope, { name, url, acceptsSandbox: false })).id;
}

describe("what keeps something from being told", () => {
  test("is nothing at first", async () => {
    const none = { items: [], nextCursor: null, hasMore: false };
    expect(await silences(stranger)).toEqual({
      ...{ mutes: none, snoozes: none, cooldowns: none },
      quietHours: [],
      switchedOff: [],
    });
  });

  test("is listed with who asked for it and until when, and ends by itself", async () => {
    const caseId = await openCase(scope, "Acme could not pay");
    const until = inHours(4);
    await changeCase(scope, caseId, { action: "snooze", until }, new Date());
    await waiting({ caseId });
    await createMute(scope, { customerId: "acme", until }, new Date());
    const iso = until.toISOString();
    const found = await silences(key);
    expect(found.snoozes.items).toMatchObject([
      { caseId, text: "Acme could not pay", until: iso, by: "Test Person", waiting: 1 },
    ]);
    expect(found.mutes.items).toMatchObject([{ customerId: "acme", until: iso, by: "Test Person" }]);
    expect((await silences(stranger)).snoozes.items).toEqual([]);
    await sql`update cases set snoozed_until = now() - interval '1 second' where id = ${caseId}`;
    await sql`update mutes set until = now() - interval '1 second' where project_id = ${scope.projectId}`;
    expect(await silences(key)).toMatchObject({ snoozes: { items: [] }, mutes: { items: [] } });
  });

  test("no longer holds a case that is woken or resolved", async () => {
    const [woken, resolved] = [await openCase(scope, "Woken"), await openCase(scope, "Resolved")];
    for (const id of [woken, resolved])
      await changeCase(scope, id, { action: "snooze", until: inHours(4) }, new Date());
    expect((await silences(key)).snoozes.items).toHaveLength(2);
    await changeCase(scope, woken, { action: "snooze", until: null }, new Date());
    await changeCase(scope, resolved, { action: "resolve" }, new Date());
    expect((await silences(key)).snoozes.items).toEqual([]);
  });

  test("comes page by page, the first to wake first", async () => {
    const { scope: own } = await createProject();
    const bearer = await keyOf(own);
    const until = inHours(2);
    const ids: string[] = [];
    for (const hours of [3, 2, 2]) {
      const id = await openCase(own, "x");
      await changeCase(own, id, { action: "snooze", until: hours === 3 ? inHours(3) : until }, new Date());
      ids.push(id);
    }
    const first = (await silences(bearer, "?limit=2")).snoozes;
    expect(first.items.map(({ caseId }) => caseId)).toEqual(ids.slice(1).sort());
    const second = (await silences(bearer, `?limit=2&snoozesCursor=${first.nextCursor}`)).snoozes;
    expect(second).toMatchObject({ items: [{ caseId: ids[0] }], nextCursor: null, hasMore: false });
  });

  test("are quiet hours that hold now, with what waits where they apply, and what is switched off", async () => {
    const [one, other, off] = [
      await destination("One"),
      await destination("Other"),
      await destination("Off"),
    ];
    await setDestinationEnabled(scope, off, false);
    const hours = (from: number, until: number) => ({
      mode: "quiet",
      timeZone: "UTC",
      spans: [{ days: everyDay, from: clock(inHours(from)), until: clock(inHours(until)) }],
    });
    const add = (name: string, more: object) =>
      createQuietHours(scope, quietHoursInput.parse({ name, hours: hours(-1, 2), ...more }));
    await add("All", { hours: hours(-1, 3) });
    await add("One", { destinationId: one });
    await add("Later", { hours: hours(1, 2) });
    await add("Never", { enabled: false });
    await waiting({ destinationId: one, heldFor: "hours" });
    await waiting({ destinationId: one, heldFor: "hours" });
    await waiting({ destinationId: other, heldFor: "hours" });
    await waiting({ destinationId: other, heldFor: "digest" });
    const { quietHours, switchedOff } = await silences(key);
    expect(quietHours).toMatchObject([
      { name: "One", destinationId: one, held: 2 },
      { name: "All", destinationId: null, held: 3 },
    ]);
    // Hours end at the full minute.
    const end = Date.parse(quietHours[0]?.until ?? "");
    expect(end % 60_000).toBe(0);
    expect(Math.abs(end - inHours(2).getTime())).toBeLessThan(90_000);
    expect(switchedOff).toMatchObject([{ kind: "destination", id: off, name: "Off" }]);
  });
});

test("a parameter that is unknown is refused, and a cooldown that is none is not found", async () => {
  expect((await GET(ask(key, "?cursor=x"))).status).toBe(422);
  expect((await DELETE(ask(key, "/cooldowns?rule=rul_1&customer=acme", "DELETE"))).status).toBe(404);
  expect((await DELETE(ask(key, "/cooldowns", "DELETE"))).status).toBe(422);
});
