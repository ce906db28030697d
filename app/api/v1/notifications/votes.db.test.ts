import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { createApiKey } from "@/lib/projects/commands";
import { POST as decide } from "../cases/[caseId]/decide/route";
import { POST as vote } from "./[notificationId]/vote/route";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

const { sql } = await testDatabase();

let scope: Scope;
let keys: string[];
let reader: string;
let stranger: string;
const notificationId = newId("notification");

beforeAll(async () => {
  const keyOf = async (place: Scope, scopes: ("read" | "config:write")[]) =>
    (await createApiKey(place, { name: "Test", mode: "live", scopes })).secretOnce;
  scope = (await createProject()).scope;
  keys = [await keyOf(scope, ["config:write"]), await keyOf(scope, ["config:write"])];
  reader = await keyOf(scope, ["read"]);
  stranger = await keyOf((await createProject()).scope, ["config:write"]);
  await sql`
    insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
      environment, severity, state, reason, message, route_id)
    values (${scope.projectId}, ${notificationId}, 'x', 'event', 'payment.failed', 'dst_1', 'D', 'slack_channel', 'lane', 'production',
      'warning', 'sent', '{}', '{"text":"Words"}', 'rte_1')`;
});

const request = (bearer: string, body: unknown) =>
  new Request("http://127.0.0.1/", {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const at = (id: string) => ({ params: Promise.resolve({ notificationId: id }) });
const voteAs = async (key: string, what: string) =>
  (await vote(request(key, { vote: what }), at(notificationId))).json();

describe("a vote", () => {
  test("counts once a voter, the last one of each", async () => {
    const [one = "", other = ""] = keys;
    expect(await voteAs(one, "useful")).toEqual({ useful: 1, noise: 0, own: "useful" });
    expect(await voteAs(one, "useful")).toEqual({ useful: 1, noise: 0, own: "useful" });
    expect(await voteAs(other, "noise")).toEqual({ useful: 1, noise: 1, own: "noise" });
    expect(await voteAs(one, "noise")).toEqual({ useful: 0, noise: 2, own: "noise" });
    const rows =
      await sql`select route_id, vote from message_votes where notification_id = ${notificationId}`;
    expect(rows).toEqual([
      { route_id: "rte_1", vote: "noise" },
      { route_id: "rte_1", vote: "noise" },
    ]);
  });

  test("is refused for what is none, for a reader, and for another project's notification", async () => {
    const [one = ""] = keys;
    expect((await vote(request(one, { vote: "meh" }), at(notificationId))).status).toBe(422);
    expect((await vote(request(reader, { vote: "noise" }), at(notificationId))).status).toBe(403);
    expect((await vote(request(stranger, { vote: "noise" }), at(notificationId))).status).toBe(404);
  });
});

test("a decision on what is no approval, or another project's, is refused", async () => {
  const caseId = newId("case");
  await sql`
    insert into cases (project_id, id, key, environment, state, severity, text, lead_event_id, lead_event_type, lead_at, lead_rank,
      opened_at, updated_at)
    values (${scope.projectId}, ${caseId}, 'invoice:1', 'production', 'open', 'warning', 'Words', 'evt_1', 'payment.failed', now(), 1, now(), now())`;
  const on = { params: Promise.resolve({ caseId }) };
  const [one = ""] = keys;
  const refused = await decide(request(one, { decision: "approve" }), on);
  expect(refused.status).toBe(409);
  expect(z.looseObject({ code: z.string() }).parse(await refused.json()).code).toBe("not_an_approval");
  expect((await decide(request(one, { decision: "maybe" }), on)).status).toBe(422);
  expect((await decide(request(stranger, { decision: "approve" }), on)).status).toBe(404);
});
