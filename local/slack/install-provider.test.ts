import { createServer } from "node:http";
import { InstallProvider } from "@slack/oauth";
import { describe, expect, it, onTestFinished } from "vitest";
import { demoCredentials } from "@/local/slack/demo-world";
import { type Bench, silentLogger, startBench } from "@/local/slack/testing/harness";

interface Visit {
  /** What the callback came to: `installed`, or the code of the failure. */
  outcome: string;
  stored: unknown[];
}

/** A small app on the published installer: `/install` begins, `/callback` ends. */
async function startInstaller(bench: Bench): Promise<{ origin: string; visit: Visit }> {
  const visit: Visit = { outcome: "", stored: [] };
  const provider = new InstallProvider({
    clientId: demoCredentials.clientId,
    clientSecret: demoCredentials.clientSecret,
    stateSecret: "a secret of the test",
    directInstall: true,
    authorizationUrl: `${bench.url}/oauth/v2/authorize`,
    clientOptions: { slackApiUrl: `${bench.url}/api/` },
    logger: silentLogger,
    installationStore: {
      storeInstallation: async (installation) => {
        visit.stored.push(installation);
      },
      fetchInstallation: async () => Promise.reject(new Error("not used")),
    },
  });
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const options = { scopes: ["chat:write", "incoming-webhook"], redirectUri: `${origin}/callback` };
    if (request.url?.startsWith("/install"))
      return void provider.handleInstallPath(request, response, {}, options);
    return void provider.handleCallback(request, response, {
      success: () => {
        visit.outcome = "installed";
        response.end();
      },
      failure: (error) => {
        visit.outcome = error.code;
        response.end();
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, visit };
}

/** Goes from the app to Slack's page and decides there, as a browser would; answers the way back and the cookie. */
async function throughSlack(origin: string, decision: string): Promise<{ back: URL; cookie: string }> {
  const start = await fetch(`${origin}/install`, { redirect: "manual" });
  const cookie = start.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = new URL(start.headers.get("location") ?? "");
  const form = new URLSearchParams({
    ...Object.fromEntries(page.searchParams),
    channel: "C0GENERAL1",
    decision,
  });
  const decided = await fetch(page.origin + page.pathname, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return { back: new URL(decided.headers.get("location") ?? ""), cookie };
}

describe("the published installer", () => {
  it("installs: state and cookie agree, the code is exchanged, the token is tested, the webhook is there", async () => {
    const bench = await startBench();
    const { origin, visit } = await startInstaller(bench);
    const { back, cookie } = await throughSlack(origin, "allow");
    await fetch(back, { headers: { cookie } });
    expect(visit.outcome).toBe("installed");
    expect(visit.stored).toMatchObject([
      {
        team: { id: "T0BELLWIRE", name: "Acme Demo" },
        isEnterpriseInstall: false,
        bot: { id: "B0BELLWIRE", userId: "U0BELLWIRE", scopes: expect.arrayContaining(["chat:write"]) },
        incomingWebhook: { channel: "#general", channelId: "C0GENERAL1" },
      },
    ]);
    const calls = bench.state.requests.list().map((entry) => entry.path);
    expect(calls.slice(-2)).toEqual(["/api/oauth.v2.access", "/api/auth.test"]);
  });

  it("hears of a Cancel as an authorization error", async () => {
    const bench = await startBench();
    const { origin, visit } = await startInstaller(bench);
    const { back, cookie } = await throughSlack(origin, "cancel");
    await fetch(back, { headers: { cookie } });
    expect(visit).toEqual({ outcome: "slack_oauth_installer_authorization_error", stored: [] });
  });

  it.each([
    ["tampered with", (back: URL) => back.searchParams.set("state", "x.y.z"), true],
    ["left out", (back: URL) => back.searchParams.delete("state"), true],
    ["brought by another browser", () => undefined, false],
  ])("stores nothing when the state is %s", async (_name, change, withCookie) => {
    const bench = await startBench();
    const { origin, visit } = await startInstaller(bench);
    const { back, cookie } = await throughSlack(origin, "allow");
    change(back);
    await fetch(back, { headers: withCookie ? { cookie } : {} });
    expect(visit.outcome).toMatch(/^slack_oauth_/);
    expect(visit.stored).toEqual([]);
  });
});
