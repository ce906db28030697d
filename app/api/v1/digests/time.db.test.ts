import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { createApiKey } from "@/lib/projects/commands";
import { GET as getCalendar, PUT as putCalendar } from "../calendar/route";
import {
  DELETE as dropEscalation,
  GET as getEscalation,
  PATCH as patchEscalation,
} from "../escalations/[escalationId]/route";
import { POST as addEscalation } from "../escalations/route";
import {
  DELETE as dropHours,
  GET as getHours,
  PATCH as patchHours,
} from "../quiet-hours/[quietHoursId]/route";
import { POST as addHours, GET as listHours } from "../quiet-hours/route";
import { DELETE as dropDigest, GET as getDigest, PATCH as patchDigest } from "./[digestId]/route";
import { POST as addDigest, GET as listDigests } from "./route";
import { GET as getTold } from "./told/[roundId]/route";

const { sql } = await testDatabase();

let scope: Scope;
let key: string;
let reader: string;
let stranger: string;
const destinationId = newId("destination");
const routeId = newId("route");

beforeAll(async () => {
  const keyOf = async (place: Scope, scopes: ("read" | "config:write")[]) =>
    (await createApiKey(place, { name: "Test", mode: "live", scopes })).secretOnce;
  scope = (await createProject()).scope;
  key = await keyOf(scope, ["read", "config:write"]);
  reader = await keyOf(scope, ["read"]);
  stranger = await keyOf((await createProject()).scope, ["read", "config:write"]);
  await sql`insert into destinations (project_id, id, kind, name, config, lane) values (${scope.projectId}, ${destinationId}, 'slack_webhook', 'Ops', '{}', 'x')`;
  await sql`insert into routes (project_id, id, name, event_types, destination_id) values (${scope.projectId}, ${routeId}, 'All', '{*}', ${destinationId})`;
});

const request = (bearer: string, body?: unknown) =>
  new Request("http://127.0.0.1/api/v1/x", {
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
const made = async (response: Response): Promise<string> => {
  expect(response.status, await response.clone().text()).toBe(201);
  const body: unknown = await response.json();
  return typeof body === "object" && body !== null && "id" in body ? String(body.id) : "";
};
const problemOf = async (response: Response): Promise<unknown> => [response.status, await response.json()];

describe("digests", () => {
  const daily = { name: "Daily", cadence: { every: "day", at: "09:00" } };
  const at = (digestId: string) => ({ params: Promise.resolve({ digestId }) });

  test("are added, read, changed and deleted, and only by whom they belong to", async () => {
    const id = await made(await addDigest(request(key, { ...daily, destinationId, timeZone: "Asia/Tokyo" })));
    const read = await (await getDigest(request(reader), at(id))).json();
    expect(read).toMatchObject({
      name: "Daily",
      collects: "destination",
      timeZone: "Asia/Tokyo",
      told: [],
      enabled: true,
    });
    expect(new Date(read.nextAt).toISOString()).toContain("T00:00:00");
    const patched = await patchDigest(request(key, { collects: "routes", routeIds: [routeId] }), at(id));
    expect(await patched.json()).toMatchObject({ collects: "routes", routeIds: [routeId] });
    expect((await getDigest(request(stranger), at(id))).status).toBe(404);
    expect((await patchDigest(request(stranger, { enabled: false }), at(id))).status).toBe(404);
    expect((await patchDigest(request(reader, { enabled: false }), at(id))).status).toBe(403);
    expect((await dropDigest(request(key), at(id))).status).toBe(204);
    expect(await (await listDigests(request(key))).json()).toEqual({ digests: [] });
  });

  test.each([
    ["a destination of nobody", { destinationId: newId("destination") }, "/destinationId"],
    ["a route that leads elsewhere", { collects: "routes", routeIds: [newId("route")] }, "/routeIds"],
    ["no route", { collects: "routes" }, "/routeIds"],
    ["a cadence that is none", { cadence: { every: "day", at: "25:00" } }, "/cadence/at"],
    ["a zone that is none", { timeZone: "Mars/Olympus" }, "/timeZone"],
  ])("with %s are refused", async (_name, change, pointer) => {
    const answer = await problemOf(await addDigest(request(key, { ...daily, destinationId, ...change })));
    expect(answer).toMatchObject([422, { errors: [{ pointer }] }]);
  });

  test("that were told can be read by their own project alone", async () => {
    const place = { params: Promise.resolve({ roundId: newId("notification") }) };
    expect((await getTold(request(key), place)).status).toBe(404);
  });
});

describe("quiet hours", () => {
  const nights = {
    name: "Nights",
    hours: { mode: "quiet", spans: [{ days: [1, 2], from: "22:00", until: "07:00" }] },
  };
  const at = (quietHoursId: string) => ({ params: Promise.resolve({ quietHoursId }) });

  test("are added, read, changed and deleted, and only by whom they belong to", async () => {
    const id = await made(await addHours(request(key, { ...nights, routeId })));
    expect(await (await getHours(request(reader), at(id))).json()).toMatchObject({
      routeName: "All",
      hours: { timeZone: null },
    });
    const patched = await patchHours(request(key, { routeId: null, destinationId }), at(id));
    expect(await patched.json()).toMatchObject({ routeId: null, destinationName: "Ops" });
    expect((await getHours(request(stranger), at(id))).status).toBe(404);
    expect((await dropHours(request(stranger), at(id))).status).toBe(404);
    expect((await dropHours(request(key), at(id))).status).toBe(204);
    expect(await (await listHours(request(key))).json()).toEqual({ quietHours: [] });
  });

  test("of a destination and a route at once are refused, and such as never end", async () => {
    expect((await addHours(request(key, { ...nights, routeId, destinationId }))).status).toBe(422);
    const always = { mode: "quiet", spans: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", until: "00:00" }] };
    expect((await addHours(request(key, { ...nights, hours: always }))).status).toBe(422);
  });
});

test("escalations are added, read, changed and deleted, and only by whom they belong to", async () => {
  const at = (escalationId: string) => ({ params: Promise.resolve({ escalationId }) });
  const steps = [{ afterMinutes: 15, destinationId }];
  const id = await made(await addEscalation(request(key, { name: "On call", steps })));
  expect(await (await getEscalation(request(reader), at(id))).json()).toMatchObject({
    severities: ["critical"],
    eventTypes: ["*"],
    steps,
  });
  const unknown = { steps: [{ afterMinutes: 15, destinationId: newId("destination") }] };
  expect(await problemOf(await patchEscalation(request(key, unknown), at(id)))).toMatchObject([
    422,
    { errors: [{ pointer: "/steps/0/destinationId" }] },
  ]);
  expect((await getEscalation(request(stranger), at(id))).status).toBe(404);
  expect((await dropEscalation(request(key), at(id))).status).toBe(204);
});

test("the calendar is replaced as a whole", async () => {
  const settings = { at: "08:00", anniversaries: true, renewalsAheadDays: [7, 30] };
  expect(await (await putCalendar(request(key, settings))).json()).toEqual({
    ...settings,
    renewalsAheadDays: [30, 7],
  });
  expect(await (await getCalendar(request(reader))).json()).toMatchObject({ at: "08:00" });
  expect(await (await getCalendar(request(stranger))).json()).toMatchObject({ anniversaries: false });
});
