import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Role } from "@/db/enums";
import { testDatabase } from "@/db/testing/database";
import { createUser } from "@/db/testing/factories";
import { startSession } from "@/lib/auth/start-session";
import { log } from "@/lib/log";
import { createApiKey } from "@/lib/projects/commands";
import { decide, farSlack, inSlack, type Person, somebody } from "@/lib/slack/testing/far-slack";
import { demoChannels, demoCredentials, demoTeam } from "@/local/slack/demo-world";
import { GET as finishes } from "./callback/route";
import { GET as channels } from "./channels/route";
import { POST as disconnects } from "./disconnect/route";
import { GET as starts } from "./start/route";
import { GET as status } from "./status/route";

/** The browser's cookies: the one thing of Next's that these doors read beside the request. */
const jar = new Map<string, string>();
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  }),
}));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

const { sql } = await testDatabase();
const slack = await farSlack();
const origin = "http://127.0.0.1:3000";
const channel = demoChannels.growth.id;

let person: Person;
let page: string;
beforeEach(async () => {
  await sql`delete from slack_installations`;
  await inSlack(slack, "reset", {});
  jar.clear();
  person = await somebody();
  page = `${origin}/${person.member.organization.slug}/${person.member.project.slug}/integrations`;
  await signIn(person.user.userId);
});

async function signIn(userId: string): Promise<void> {
  const { name, value } = await startSession(userId, new Date());
  jar.set(name, value);
}
async function signInAs(role: Role): Promise<void> {
  const { id } = await createUser();
  await sql`insert into members (organization_id, user_id, role) values (${person.member.organization.id}, ${id}, ${role})`;
  await signIn(id);
}

const at = (path: string) => new Request(`http://a-proxy.internal/api/integrations/slack/${path}`);
const start = (query = `?project=${person.member.project.id}`) => starts(at(`start${query}`));
const leadsTo = (response: Response) => ({ status: response.status, to: response.headers.get("location") });

/** Takes the cookie that an answer sets, as a browser does. */
function take(response: Response): string {
  const cookie = response.headers.get("set-cookie") ?? "";
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
  if (name !== undefined && value !== undefined) jar.set(name, value);
  return cookie;
}

async function throughSlack(decision: "allow" | "cancel" = "allow"): Promise<URLSearchParams> {
  const response = await start();
  take(response);
  return decide(response.headers.get("location") ?? "", { channel, decision });
}
const finish = (query: URLSearchParams) => finishes(at(`callback?${query}`));

describe("the start", () => {
  test("leads to Slack, and back to the configured origin, whatever host was asked", async () => {
    const response = await start();
    const url = new URL(response.headers.get("location") ?? "");
    expect({ status: response.status, there: url.origin + url.pathname }).toEqual({
      status: 302,
      there: `${slack.url}/oauth/v2/authorize`,
    });
    expect(url.searchParams.get("redirect_uri")).toBe(`${origin}/api/integrations/slack/callback`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(take(response)).toMatch(
      /^bw_slack_install=[\w-]{43}; Path=\/api\/integrations\/slack; (?=.*Max-Age=600)(?=.*HttpOnly)(?=.*SameSite=lax)(?!.*Domain)/i,
    );
  });

  test("keeps a browser's cookie, so that two tabs do not end each other", async () => {
    const first = take(await start());
    const second = take(await start());
    expect(second.split(";")[0]).toBe(first.split(";")[0]);
    jar.set("bw_slack_install", "made up");
    expect(take(await start())).not.toContain("made up");
  });

  test("needs no project of somebody who has one, shows the workspace to connect again, and takes slugs", async () => {
    const slugs = `${person.member.organization.slug}/${person.member.project.slug}`;
    for (const query of ["", `?project=${slugs}&team=${demoTeam.id}`]) {
      const response = await start(query);
      expect(response.status).toBe(302);
      expect(new URL(response.headers.get("location") ?? "").searchParams.get("team")).toBe(
        query === "" ? null : demoTeam.id,
      );
    }
  });

  test("of somebody who is not signed in leads to the sign-in page first", async () => {
    jar.clear();
    const slugs = `${person.member.organization.slug}/${person.member.project.slug}`;
    expect(leadsTo(await start(`?project=${slugs}`))).toEqual({
      status: 302,
      to: `${origin}/sign-in?callbackUrl=${encodeURIComponent(`/${slugs}/integrations`)}`,
    });
    expect(leadsTo(await start()).to).toBe(`${origin}/sign-in?callbackUrl=%2F`);
    expect(leadsTo(await start("?project=//evil.test/x")).to).not.toContain("evil.test/x%2Fintegrations%2F");
  });

  test.each(["member", "viewer"] as const)("is not for a %s", async (role) => {
    await signInAs(role);
    expect(leadsTo(await start())).toEqual({ status: 302, to: `${page}?slack=not_allowed` });
    expect(
      await sql`select 1 from slack_oauth_states where project_id = ${person.member.project.id}`,
    ).toHaveLength(0);
  });

  test("of somebody else's project is the same nothing as of none", async () => {
    const other = await somebody();
    for (const project of [other.member.project.id, "prj_00000000000000000000000000", "x"]) {
      expect((await start(`?project=${project}`)).status).toBe(404);
    }
  });

  test("is not begun by a page that is only looked at ahead", async () => {
    const request = at("start");
    request.headers.set("sec-purpose", "prefetch");
    expect((await starts(request)).status).toBe(204);
    expect(
      await sql`select 1 from slack_oauth_states where project_id = ${person.member.project.id}`,
    ).toHaveLength(0);
  });
});

describe("the way back", () => {
  test("ends on the Integrations page, and the status says where it is connected", async () => {
    const response = await finish(await throughSlack());
    expect(leadsTo(response)).toEqual({ status: 302, to: `${page}?slack=installed` });
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    const answer = await status(at(`status?project=${person.member.project.id}`));
    expect(await answer.json()).toMatchObject({
      connected: true,
      workspace: { name: "Acme Demo" },
      channel: { name: "growth" },
    });
  });

  test("says that it was cancelled, repeated, or brought to another browser", async () => {
    expect(leadsTo(await finish(await throughSlack("cancel"))).to).toBe(`${page}?slack=cancelled`);
    const query = await throughSlack();
    const browser = jar.get("bw_slack_install") ?? "";
    jar.delete("bw_slack_install");
    expect(leadsTo(await finish(query)).to).toBe(`${page}?slack=other_browser`);
    jar.set("bw_slack_install", browser);
    expect(leadsTo(await finish(query)).to).toBe(`${page}?slack=installed`);
    expect(leadsTo(await finish(query)).to).toBe(`${page}?slack=state_used`);
    expect(leadsTo(await finish(new URLSearchParams({ code: "x" }))).to).toBe(`${page}?slack=state_missing`);
  });

  test("leads somebody who was signed out meanwhile back to the page, by way of signing in", async () => {
    const query = await throughSlack();
    const browser = jar.get("bw_slack_install") ?? "";
    jar.clear();
    expect(leadsTo(await finish(query)).to).toBe(`${origin}/sign-in?callbackUrl=%2F`);
    jar.set("bw_slack_install", browser);
    const path = `${new URL(page).pathname}?slack=signed_out`;
    expect(leadsTo(await finish(query)).to).toBe(`${origin}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
    await signIn(person.user.userId);
    expect(leadsTo(await finish(query)).to).toBe(`${page}?slack=installed`);
  });
});

describe("the answers", () => {
  const disconnect = (headers: Record<string, string>, body = {}) =>
    disconnects(
      new Request(
        `http://a-proxy.internal/api/integrations/slack/disconnect?project=${person.member.project.id}`,
        {
          method: "POST",
          headers,
          body: JSON.stringify(body),
        },
      ),
    );

  test("are for people of the project and for its keys, and for nobody else", async () => {
    await finish(await throughSlack());
    const { secretOnce } = await createApiKey(person.member.scope, {
      name: "k",
      mode: "live",
      scopes: ["read"],
    });
    const withKey = (path: string, key = secretOnce) => {
      const request = at(path);
      request.headers.set("authorization", `Bearer ${key}`);
      return request;
    };
    const [byPerson, byKey] = [await status(at("status")), await status(withKey("status"))];
    expect([byPerson.status, byKey.status]).toEqual([200, 200]);
    expect(Object.keys(await byKey.json())).toEqual([
      "connected",
      "workspace",
      "channel",
      "botInChannel",
      "lastSuccessAt",
      "lastError",
      "scopes",
    ]);
    expect(await (await channels(withKey("channels?query=rev"))).json()).toMatchObject({
      channels: [{ name: "revenue" }],
      nextCursor: null,
      complete: true,
    });
    expect((await channels(withKey("channels?page=2"))).status).toBe(422);
    const other = await somebody();
    expect((await status(withKey(`status?project=${other.member.project.id}`))).status).toBe(404);
    expect((await status(at(`status?project=${other.member.project.id}`))).status).toBe(404);
    expect((await status(withKey("status", "bw_live_x"))).status).toBe(401);
    jar.clear();
    expect((await status(at("status"))).status).toBe(401);
  });

  test("to a disconnect are for admins, from our own pages", async () => {
    await finish(await throughSlack());
    expect((await disconnect({})).status).toBe(403);
    expect((await disconnect({ origin: "https://evil.test" })).status).toBe(403);
    const { secretOnce } = await createApiKey(person.member.scope, {
      name: "k",
      mode: "live",
      scopes: ["config:write"],
    });
    expect((await disconnect({ authorization: `Bearer ${secretOnce}` })).status).toBe(403);
    const done = await disconnect({ origin });
    expect({ status: done.status, body: await done.json() }).toMatchObject({
      status: 200,
      body: { atSlack: "revoked" },
    });
    expect((await disconnect({ origin })).status).toBe(409);
    await signInAs("member");
    expect((await disconnect({ origin })).status).toBe(403);
  });
});

test("no token, code, state or client secret is in any log line, answer, page address or row", async () => {
  const said: unknown[] = [];
  for (const level of ["debug", "info", "warn", "error"] as const) {
    vi.spyOn(log, level).mockImplementation((...line: unknown[]) => void said.push(line));
  }
  const query = await throughSlack();
  const hear = async (response: Response) => said.push([...response.headers], await response.text());
  await inSlack(slack, "faults", { match: { method: "conversations.info" }, times: 1, kind: "status:500" });
  await hear(await finish(query));
  await hear(await finish(query));
  await hear(await status(at("status")));
  await hear(await channels(at("channels")));
  await hear(
    await disconnects(
      new Request("http://x/api/integrations/slack/disconnect", {
        method: "POST",
        headers: { origin },
        body: "{}",
      }),
    ),
  );
  vi.restoreAllMocks();
  const tables = await sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = 'public'`;
  for (const { name } of tables) said.push(await sql`select * from ${sql(name)}`);
  const everything = JSON.stringify(said, (_key, value) =>
    value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
  );
  expect(everything).toContain("slack.installed");
  const secrets = [
    ...slack.state.tokens.keys(),
    ...[...slack.state.webhooks.keys()].filter((path) => !path.includes("B0OPSHOOK1")),
    ...slack.state.codes.keys(),
    demoCredentials.clientSecret,
    query.get("state") ?? "no state",
    jar.get("bw_slack_install") ?? "no cookie",
  ];
  expect(secrets.length).toBeGreaterThan(5);
  for (const secret of secrets) expect(everything).not.toContain(secret);
});
