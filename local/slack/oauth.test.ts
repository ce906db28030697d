import { describe, expect, it } from "vitest";
import { demoCredentials, demoEnterprise, enterpriseTeam, secondTeam } from "@/local/slack/demo-world";
import { allow, authorizeUrl, decide, exchange, redirectUri } from "@/local/slack/testing/consent";
import { errorOf, startBench } from "@/local/slack/testing/harness";
import { unknownKeys } from "@/local/slack/testing/known-keys";

describe("installing an app", () => {
  it("goes from Allow over the code to a token and a webhook", async () => {
    const bench = await startBench();
    const back = await allow(bench, { team: secondTeam.id, channel: "C0NWALERTS" });
    expect(back.searchParams.get("state")).toBe("the-state");
    const answer = await exchange(bench, { code: back.searchParams.get("code") ?? "" });
    expect(answer).toMatchObject({
      ok: true,
      app_id: "A0BELLWIRE",
      authed_user: { id: "U0NORAADMN" },
      scope: "chat:write,channels:read,incoming-webhook,groups:read",
      token_type: "bot",
      access_token: expect.stringMatching(/^xoxb-\d+-\d+-[A-Za-z0-9]{24}$/),
      bot_user_id: expect.stringMatching(/^U/),
      team: { id: secondTeam.id, name: secondTeam.name },
      enterprise: null,
      is_enterprise_install: false,
      incoming_webhook: { channel: "#alerts", channel_id: "C0NWALERTS" },
    });
    expect(answer).not.toHaveProperty("authed_user.access_token");
    expect(unknownKeys("oauth.v2.access", answer)).toEqual([]);
    const token = await bench.client(String(answer.access_token)).auth.test();
    expect(token).toMatchObject({ team_id: secondTeam.id, user_id: answer.bot_user_id });
  });

  it("gives a webhook that works at once", async () => {
    const bench = await startBench();
    const back = await allow(bench, { team: secondTeam.id, channel: "C0NWALERTS" });
    const answer = await exchange(bench, { code: back.searchParams.get("code") ?? "" });
    const url = new URL(String(Object(answer.incoming_webhook).url));
    expect(url.pathname).toMatch(/^\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]{24}$/);
    expect(await (await fetch(url, { method: "POST", body: '{"text":"hello"}' })).text()).toBe("ok");
    expect(await bench.read("messages")).toMatchObject([{ channel: "C0NWALERTS", username: "Bellwire" }]);
  });

  it("leaves out an optional scope that was unticked", async () => {
    const bench = await startBench();
    const back = await allow(bench, { team: secondTeam.id, channel: "C0NWALERTS", granted: [] });
    const answer = await exchange(bench, { code: back.searchParams.get("code") ?? "" });
    expect(answer.scope).toBe("chat:write,channels:read,incoming-webhook");
  });

  it("adds scopes and keeps the token when it is done again, with a new webhook each time", async () => {
    const bench = await startBench();
    const once = await exchange(bench, {
      code: (await allow(bench, { channel: "C0GENERAL1" })).searchParams.get("code") ?? "",
    });
    const twice = await exchange(bench, {
      code: (await allow(bench, { channel: "C0RANDOM01" })).searchParams.get("code") ?? "",
    });
    expect(twice.access_token).toBe(once.access_token);
    expect(String(twice.scope).split(",")).toContain("chat:write.public");
    expect(Object(twice.incoming_webhook).url).not.toBe(Object(once.incoming_webhook).url);
  });

  it("gives a new token after the app was removed", async () => {
    const bench = await startBench();
    const once = await exchange(bench, {
      code: (await allow(bench, { channel: "C0GENERAL1" })).searchParams.get("code") ?? "",
    });
    await bench.client(String(once.access_token)).auth.revoke();
    const twice = await exchange(bench, {
      code: (await allow(bench, { channel: "C0GENERAL1" })).searchParams.get("code") ?? "",
    });
    expect(twice.access_token).not.toBe(once.access_token);
    expect(await errorOf(bench.client(String(once.access_token)).auth.test())).toBe("token_revoked");
    await expect(bench.client(String(twice.access_token)).auth.test()).resolves.toMatchObject({ ok: true });
  });

  it("installs into a whole organization", async () => {
    const bench = await startBench();
    const back = await allow(bench, { team: demoEnterprise.id, channel: "C0GXBILLNG" });
    const answer = await exchange(bench, { code: back.searchParams.get("code") ?? "" });
    expect(answer).toMatchObject({
      team: null,
      enterprise: { ...demoEnterprise },
      is_enterprise_install: true,
    });
    const client = bench.client(String(answer.access_token));
    expect(await errorOf(client.conversations.list())).toBe("missing_argument");
    expect(await errorOf(client.chat.postMessage({ channel: "billing", text: "x" }))).toBe("team_not_found");
    expect(await client.auth.test()).toMatchObject({
      is_enterprise_install: true,
      enterprise_id: demoEnterprise.id,
    });
  });

  it("names the organization of a workspace inside one", async () => {
    const bench = await startBench();
    const back = await allow(bench, { team: enterpriseTeam.id, channel: "C0GXBILLNG" });
    const answer = await exchange(bench, { code: back.searchParams.get("code") ?? "" });
    expect(answer).toMatchObject({
      team: { id: enterpriseTeam.id },
      enterprise: { id: demoEnterprise.id },
      is_enterprise_install: false,
    });
  });
});

describe("what goes wrong", () => {
  it("Cancel comes back with access_denied and the state, without a code", async () => {
    const bench = await startBench();
    const back = await decide(bench, { decision: "cancel" });
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: "access_denied", state: "the-state" });
  });

  it("a code is taken once, within ten minutes, for the same address, by the app that knows its secret", async () => {
    const bench = await startBench();
    const fresh = async () => (await allow(bench, { channel: "C0GENERAL1" })).searchParams.get("code") ?? "";
    const code = await fresh();
    expect(await exchange(bench, { code, client_secret: "wrong" })).toEqual({
      ok: false,
      error: "bad_client_secret",
    });
    expect(await exchange(bench, { code, client_id: "1.2" })).toEqual({
      ok: false,
      error: "invalid_client_id",
    });
    expect(await exchange(bench, { code, redirect_uri: "http://127.0.0.1:9/x" })).toEqual({
      ok: false,
      error: "bad_redirect_uri",
    });
    expect(await exchange(bench, { code, grant_type: "password" })).toEqual({
      ok: false,
      error: "invalid_grant_type",
    });
    expect(await exchange(bench, { code })).toMatchObject({ ok: true });
    expect(await exchange(bench, { code })).toEqual({ ok: false, error: "invalid_code" });
    const late = await fresh();
    bench.state.clock.shift(601_000);
    expect(await exchange(bench, { code: late })).toEqual({ ok: false, error: "invalid_code" });
    expect(await exchange(bench, { code: "made.up.code" })).toEqual({ ok: false, error: "invalid_code" });
  });

  it("takes the credentials by HTTP Basic as well", async () => {
    const bench = await startBench();
    const code = (await allow(bench, { channel: "C0GENERAL1" })).searchParams.get("code") ?? "";
    const basic = Buffer.from(`${demoCredentials.clientId}:${demoCredentials.clientSecret}`).toString(
      "base64",
    );
    const response = await fetch(`${bench.url}/api/oauth.v2.access`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ code, redirect_uri: redirectUri }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
  });

  it.each([
    [{ client_id: "1.2" }, "invalid_client_id"],
    [{ scope: "chat:write,coffee:make" }, "invalid_scope"],
    [{ scope: "" }, "no_scopes"],
    [{ redirect_uri: "javascript:alert(1)" }, "bad_redirect_uri"],
    [{ redirect_uri: `${redirectUri}#x` }, "bad_redirect_uri"],
    [{ team: "T0NOTTHERE" }, "invalid_team_for_non_distributed_app"],
  ])("an authorize URL with %o is refused: %s", async (change, word) => {
    const bench = await startBench();
    const response = await fetch(authorizeUrl(bench, change));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(word);
  });

  it("an address must lie below a configured one, when one is configured", async () => {
    const bench = await startBench();
    await bench.tell("app", { redirectUrls: ["http://127.0.0.1:3000/api/integrations/slack"] });
    expect((await fetch(authorizeUrl(bench, {}))).status).toBe(200);
    const other = "http://127.0.0.1:3000/api/integrations/slackish";
    expect((await fetch(authorizeUrl(bench, { redirect_uri: other }))).status).toBe(400);
  });
});
