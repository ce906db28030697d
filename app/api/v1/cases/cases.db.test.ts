import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { createApiKey } from "@/lib/projects/commands";
import { POST as acknowledge } from "./[caseId]/acknowledge/route";
import { POST as assign } from "./[caseId]/assign/route";
import { POST as resolve } from "./[caseId]/resolve/route";
import { GET as getOne } from "./[caseId]/route";
import { POST as snooze } from "./[caseId]/snooze/route";
import { GET } from "./route";

const { sql } = await testDatabase();

let scope: Scope;
let key: string;
let reader: string;
let stranger: string;

beforeAll(async () => {
  const keyOf = async (place: Scope, scopes: ("read" | "config:write")[]) =>
    (await createApiKey(place, { name: "Test", mode: "live", scopes })).secretOnce;
  scope = (await createProject()).scope;
  key = await keyOf(scope, ["read", "config:write"]);
  reader = await keyOf(scope, ["read"]);
  stranger = await keyOf((await createProject()).scope, ["read", "config:write"]);
});

const request = (bearer: string, { query = "", body }: { query?: string; body?: unknown } = {}) =>
  new Request(`http://127.0.0.1/api/v1/cases${query}`, {
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
const at = (caseId: string) => ({ params: Promise.resolve({ caseId }) });
const page = z.object({
  cases: z.array(z.looseObject({ id: z.string(), state: z.string(), customerId: z.string().nullable() })),
  nextCursor: z.string().nullable(),
  hasMore: z.boolean(),
});
const list = async (query: string) => page.parse(await (await GET(request(key, { query }))).json());

/** A case that moved so many minutes ago. */
async function stored(state: "open" | "resolved", customerId: string, minutes: number): Promise<string> {
  const id = newId("case");
  const moved = new Date(Date.now() - minutes * 60_000);
  await sql`
    insert into cases (project_id, id, key, environment, customer_id, state, severity, text, lead_event_id, lead_event_type, lead_at,
      lead_rank, opened_at, updated_at)
    values (${scope.projectId}, ${id}, ${id}, 'production', ${customerId}, ${state}, 'warning', 'Words', 'evt_1', 'payment.failed',
      ${moved}, 1, ${moved}, ${moved})`;
  await sql`
    insert into case_steps (project_id, case_id, event_id, event_type, phase, rank, severity, text, occurred_at)
    values (${scope.projectId}, ${id}, 'evt_1', 'payment.failed', 'opens', 1, 'warning', 'Words', ${moved})`;
  return id;
}

test("cases are listed page by page, each once, the one that moved last first", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push(await stored(n % 2 === 0 ? "open" : "resolved", "cus_list", n));
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { cases, nextCursor, hasMore } = await list(
      `?limit=2&customer=cus_list${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...cases.map(({ id }) => id));
    expect(hasMore).toBe(nextCursor !== null);
    cursor = nextCursor;
  }
  expect(seen).toEqual(ids);
  const open = await list("?state=open&customer=cus_list");
  expect(open.cases.map(({ id }) => id)).toEqual(ids.filter((_, n) => n % 2 === 0));
  expect((await GET(request(key, { query: "?status=open" }))).status).toBe(422);
});

test("one case tells its steps and where it is told", async () => {
  const id = await stored("open", "cus_one", 1);
  const answer = await getOne(request(reader), at(id));
  expect(await answer.json()).toMatchObject({
    id,
    stepCount: 1,
    steps: [{ eventId: "evt_1", phase: "opens", isEvent: false }],
    messages: [],
  });
});

const changes = [
  ["acknowledge", acknowledge, {}],
  ["assign", assign, { to: "Kim" }],
  ["snooze", snooze, { until: null }],
  ["resolve", resolve, {}],
] as const;

test.each(changes)(
  "%s needs a key that may write, and a case of its own project",
  async (_, change, body) => {
    const id = await stored("open", "cus_wall", 1);
    expect((await change(request(reader, { body }), at(id))).status).toBe(403);
    const foreign = await change(request(stranger, { body }), at(id));
    const missing = await change(request(stranger, { body }), at(newId("case")));
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect((await getOne(request(stranger), at(id))).status).toBe(404);
  },
);

test.each([
  ["an unknown key", acknowledge, { seen: true }],
  ["a name that is empty", assign, { to: "" }],
  ["no instant", snooze, {}],
  ["an instant that is over", snooze, { until: "2001-01-01T00:00:00Z" }],
  ["an instant in ten years", snooze, { until: "2040-01-01T00:00:00Z" }],
])("%s is refused", async (_, change, body) => {
  const id = await stored("open", "cus_bad", 1);
  expect((await change(request(key, { body }), at(id))).status).toBe(422);
});
