import { describe, expect, it } from "vitest";
import { demoBotToken, demoChannels } from "@/local/slack/demo-world";
import { errorOf, refusalOf, startBench } from "@/local/slack/testing/harness";

describe("tokens", () => {
  it("tells whose token it is", async () => {
    const bench = await startBench();
    expect(await bench.client().auth.test()).toMatchObject({
      ok: true,
      team: "Acme Demo",
      team_id: "T0BELLWIRE",
      user_id: "U0BELLWIRE",
      bot_id: "B0BELLWIRE",
      is_enterprise_install: false,
      response_metadata: { scopes: expect.arrayContaining(["chat:write", "incoming-webhook"]) },
    });
  });

  it("answers HTTP 200 and a word for a token that is missing, unknown, revoked, of a removed app or expired", async () => {
    const bench = await startBench();
    const answer = async (headers: Record<string, string>) => {
      const response = await fetch(`${bench.url}/api/auth.test`, { method: "POST", headers });
      const body: { error?: string } = await response.json();
      return [response.status, body.error, response.headers.has("x-oauth-scopes")];
    };
    const known = { authorization: `Bearer ${demoBotToken}` };
    expect(await answer({})).toEqual([200, "not_authed", false]);
    expect(await answer({ authorization: `bearer ${demoBotToken}` })).toEqual([200, "not_authed", false]);
    expect(await answer({ authorization: "Bearer xoxb-1-2-unknown" })).toEqual([200, "invalid_auth", false]);
    expect(await answer(known)).toEqual([200, undefined, true]);
    await bench.tell("installations", { action: "expire" });
    expect(await answer(known)).toEqual([200, "token_expired", false]);
    await bench.tell("reset");
    const { token } = await bench.tell("installations", { action: "issue" });
    await expect(bench.client(String(token)).auth.test()).resolves.toMatchObject({ ok: true });
    await bench.tell("installations", { action: "revoke" });
    expect(await answer(known)).toEqual([200, "token_revoked", false]);
    await bench.tell("reset");
    await bench.tell("installations", { action: "uninstall" });
    expect(await answer(known)).toEqual([200, "account_inactive", false]);
    await bench.tell("reset");
    await bench.tell("installations", { action: "migrate" });
    expect(await answer(known)).toEqual([200, "team_added_to_org", false]);
  });

  it("takes a token from a form or a query, and not from a JSON body", async () => {
    const bench = await startBench();
    const send = async (headers: Record<string, string>, body: string) => {
      const response = await fetch(`${bench.url}/api/auth.test`, { method: "POST", headers, body });
      return response.json();
    };
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(await send(form, `token=${demoBotToken}`)).toMatchObject({ ok: true });
    const json = { "content-type": "application/json; charset=utf-8" };
    expect(await send(json, JSON.stringify({ token: demoBotToken }))).toMatchObject({ error: "not_authed" });
  });

  it("revokes: the token dies, the bot leaves its channels, its webhooks too; a test revokes nothing", async () => {
    const bench = await startBench();
    expect(await bench.client().auth.revoke({ test: true })).toMatchObject({ revoked: false });
    expect(await bench.client().auth.revoke()).toMatchObject({ ok: true, revoked: true });
    expect(await errorOf(bench.client().auth.test())).toBe("token_revoked");
    expect(bench.state.channels.get(demoChannels.billingAlerts.id)?.members).not.toContain("U0BELLWIRE");
  });

  it("lets no bot uninstall its app", async () => {
    const bench = await startBench();
    const app = bench.state.apps.get("A0BELLWIRE");
    const credentials = { client_id: app?.clientId ?? "", client_secret: app?.clientSecret ?? "" };
    expect(await errorOf(bench.client().apps.uninstall(credentials))).toBe("no_permission");
  });
});

describe("scopes", () => {
  it("says what is needed and what was granted, in the body and in the headers", async () => {
    const bench = await startBench();
    await bench.tell("installations", { action: "scopes", scopes: ["channels:read", "chat:write"] });
    const refused = await refusalOf(
      bench.client().conversations.list({ types: "public_channel,private_channel" }),
    );
    expect(refused).toMatchObject({
      error: "missing_scope",
      needed: "groups:read",
      provided: "channels:read,chat:write",
      response_metadata: { scopes: ["channels:read", "chat:write"] },
    });
    const posting = await refusalOf(bench.client().users.lookupByEmail({ email: "kim@acme.test" }));
    expect(posting).toMatchObject({
      error: "missing_scope",
      needed: "users:read.email",
      response_metadata: { acceptedScopes: ["users:read.email"] },
    });
  });
});

describe("the surface", () => {
  it("knows no other method", async () => {
    const bench = await startBench();
    expect(await errorOf(bench.client().conversations.history({ channel: "C0BILLALRT" }))).toBe(
      "unknown_method",
    );
  });

  it("echoes api.test", async () => {
    const bench = await startBench();
    expect(await bench.client().apiCall("api.test", { foo: "bar" })).toMatchObject({
      ok: true,
      args: { foo: "bar" },
    });
    expect(await errorOf(bench.client().api.test({ error: "my_error" }))).toBe("my_error");
  });

  it.each([
    ["application/json", "{", "invalid_json"],
    ["application/json", "[1]", "json_not_object"],
    ["text/plain", "x", "invalid_post_type"],
  ])("refuses a body of %s: %s", async (type, body, expected) => {
    const bench = await startBench();
    const headers = { "content-type": type, authorization: `Bearer ${demoBotToken}` };
    const answer = await fetch(`${bench.url}/api/chat.postMessage`, { method: "POST", headers, body });
    expect(await answer.json()).toEqual({ ok: false, error: expected });
  });
});
