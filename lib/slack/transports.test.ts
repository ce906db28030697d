import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeTransport, type FarEnd, type Misbehaviour } from "@/lib/destinations/contract";
import { compose } from "@/lib/messages/compose";
import {
  demoBotToken,
  demoBotUserId,
  demoChannels,
  demoTeam,
  demoUsers,
  demoWebhookPath,
} from "@/local/slack/demo-world";
import { type SlackSimulator, startSlackSimulator } from "@/local/slack/simulator";
import { openDirect } from "@/local/slack/world/channel-directory";
import { tryMs } from "./deadline";
import { createSlackChannelTransport } from "./transport";
import { createSlackWebhookTransport } from "./webhook-transport";

const faults = {
  "asks for 7 seconds": "429:7",
  "asks for time without saying how much": "429:none",
  "answers an outage": "status:503",
  "answers a page of HTML": "html",
  "answers nothing": "empty",
  hangs: "hang_before_headers",
  "stalls in its answer": "hang_body",
  "breaks off its answer": "cut_body",
  redirects: "redirect",
  "posts and then fails": "post_then_fail:500",
  "posts and then hangs": "post_then_fail:timeout",
} as const satisfies Record<Misbehaviour, string>;

/** A port that nobody listens on, and that fetch does not refuse by itself as it does port 1. */
const closedPort = "http://127.0.0.1:2";

async function control(sim: SlackSimulator, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${sim.url}/__sim/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.text()).toBeLessThan(300);
}

/** What both transports have in common at the simulated Slack. */
async function openSimulator(match: object, channelOf: () => string) {
  const sim = await startSlackSimulator();
  const fault = (kind: string, times = 1) => control(sim, "faults", { match, kind, times });
  return {
    sim,
    misbehave: (how: Misbehaviour) => fault(faults[how]),
    refuse: (code: string, times: number) => fault(`error:${code}`, times),
    reset: async () => {
      await control(sim, "reset", {});
      sim.state.limits.enabled = false;
    },
    posted: async () => {
      const response = await fetch(`${sim.url}/__sim/messages?channel=${channelOf()}`);
      const messages: unknown = await response.json();
      return Array.isArray(messages) ? messages.map((message) => JSON.stringify(message)) : [];
    },
    close: () => sim.stop(),
  };
}

const billing = demoChannels.billingAlerts;

async function openChannel(): Promise<FarEnd<"slack_channel">> {
  const { sim, ...shared } = await openSimulator({ method: "chat.postMessage" }, () => billing.name);
  const target = { kind: "slack_channel", token: demoBotToken, channelId: billing.id } as const;
  return {
    ...shared,
    target,
    transportWithin: (withinMs) => createSlackChannelTransport({ apiUrl: `${sim.url}/api/`, withinMs }),
    unreachable: { target, transport: createSlackChannelTransport({ apiUrl: `${closedPort}/api/` }) },
    refusals: [
      { code: "invalid_blocks", scope: "message" },
      { code: "is_archived", scope: "destination" },
      { code: "channel_not_found", scope: "destination" },
      { code: "missing_scope", scope: "installation" },
      { code: "invalid_arguments", scope: "ours" },
    ],
    layoutRefusal: "invalid_blocks",
    secrets: [demoBotToken, "xoxb"],
  };
}

async function openDm(): Promise<FarEnd<"slack_dm">> {
  const target = { kind: "slack_dm" as const, token: demoBotToken, channelId: "" };
  const { sim, ...shared } = await openSimulator({ method: "chat.postMessage" }, () => target.channelId);
  return {
    ...shared,
    target,
    reset: async () => {
      await shared.reset();
      target.channelId = openDirect(sim.state, demoTeam.id, demoBotUserId, demoUsers.kim.id).id;
    },
    transportWithin: (withinMs) => createSlackChannelTransport({ apiUrl: `${sim.url}/api/`, withinMs }),
    unreachable: { target, transport: createSlackChannelTransport({ apiUrl: `${closedPort}/api/` }) },
    refusals: [
      { code: "invalid_blocks", scope: "message" },
      { code: "user_disabled", scope: "destination" },
      { code: "user_not_found", scope: "destination" },
      { code: "cannot_dm_bot", scope: "destination" },
      { code: "messages_tab_disabled", scope: "destination" },
      { code: "missing_scope", scope: "installation" },
      { code: "invalid_arguments", scope: "ours" },
    ],
    layoutRefusal: "invalid_blocks",
    secrets: [demoBotToken, "xoxb"],
  };
}

async function openWebhook(): Promise<FarEnd<"slack_webhook">> {
  const { sim, ...shared } = await openSimulator({ webhook: "*" }, () => demoChannels.opsAlerts.name);
  const target = { kind: "slack_webhook", url: sim.url + demoWebhookPath } as const;
  return {
    ...shared,
    target,
    transportWithin: (withinMs) => createSlackWebhookTransport({ hooksOrigin: sim.url, withinMs }),
    unreachable: {
      target: { kind: "slack_webhook", url: closedPort + demoWebhookPath },
      transport: createSlackWebhookTransport({ hooksOrigin: closedPort }),
    },
    refusals: [
      { code: "invalid_payload", scope: "message" },
      { code: "no_service", scope: "destination" },
      { code: "channel_is_archived", scope: "destination" },
    ],
    layoutRefusal: "invalid_attachments",
    secrets: [demoWebhookPath, demoWebhookPath.split("/").at(-1) ?? demoWebhookPath],
  };
}

describeTransport("slack_channel", openChannel);
describeTransport("slack_webhook", openWebhook);
describeTransport("slack_dm", openDm);

it("one try has ten seconds", () => {
  expect(tryMs).toBe(10_000);
});

const now = new Date("2026-11-21T09:00:00Z");
const message = compose(
  { type: "order.shipped", externalId: "ord_1", occurredAt: now, environment: "production", data: {} },
  { now },
);

describe("slack_channel", () => {
  let far: Awaited<ReturnType<typeof openSimulator>>;
  beforeAll(async () => {
    far = await openSimulator({ method: "chat.postMessage" }, () => billing.name);
  });
  beforeEach(() => far.reset());
  afterAll(() => far.close());

  const attempt = (notificationId = "ntf_1", token = demoBotToken) =>
    createSlackChannelTransport({ apiUrl: `${far.sim.url}/api/` })({
      target: { kind: "slack_channel", token, channelId: billing.id },
      message,
      notificationId,
    });

  it("keeps where the message stands", async () => {
    const outcome = await attempt();
    const [posted = ""] = await far.posted();
    const { ts } = JSON.parse(posted);
    expect(outcome).toEqual({ status: "sent", receipt: { kind: "slack_message", channel: billing.id, ts } });
  });

  it("gives an installation up only when auth.test says so too", async () => {
    const token = far.sim.state.tokens.get(demoBotToken);
    if (token) token.revoked = true;
    expect(await attempt()).toMatchObject({
      status: "rejected",
      code: "token_revoked",
      scope: "installation",
    });
    expect(await attempt("ntf_1", "xoxb-unknown")).toMatchObject({
      code: "invalid_auth",
      scope: "installation",
    });
  });

  it.each(["invalid_auth", "token_revoked", "account_inactive"])(
    "tries again when auth.test is fine with the token: %s",
    async (code) => {
      await far.refuse(code, 1);
      expect(await attempt()).toEqual({ status: "retry", code, ambiguous: false });
    },
  );

  it("tries again when auth.test cannot be asked", async () => {
    await far.refuse("invalid_auth", 1);
    await control(far.sim, "faults", { match: { method: "auth.test" }, kind: "status:503", times: 1 });
    expect(await attempt()).toMatchObject({ status: "retry", code: "invalid_auth" });
  });

  it("leaves the id off when Slack has lost the message that it knows by it", async () => {
    await far.refuse("duplicate_message_not_found", 1);
    expect(await attempt()).toMatchObject({ status: "sent" });
    expect(await far.posted()).toHaveLength(1);
  });

  describe("when the bot is not in the channel", () => {
    const grant = (...scopes: string[]) => {
      for (const one of far.sim.state.installations.values()) one.scopes = ["chat:write", ...scopes];
      const channel = far.sim.state.channels.get(billing.id);
      if (channel) channel.members = [];
      return channel;
    };
    const notInChannel = { status: "rejected", code: "not_in_channel", scope: "destination" };

    it("joins it where that was granted, and posts in the same try", async () => {
      grant("channels:join");
      expect(await attempt()).toMatchObject({ status: "sent" });
      expect(await far.posted()).toHaveLength(1);
    });

    it("joins once", async () => {
      grant("channels:join");
      await far.refuse("not_in_channel", 2);
      expect(await attempt()).toMatchObject(notInChannel);
    });

    it("is asked to be invited where that was not granted, or the channel is private", async () => {
      grant();
      expect(await attempt()).toMatchObject(notInChannel);
      const channel = grant("channels:join");
      if (channel) channel.kind = "private";
      await far.refuse("not_in_channel", 1);
      expect(await attempt()).toMatchObject(notInChannel);
    });

    it.each(["status:503", "429:2"])("tries again when joining came to nothing: %s", async (kind) => {
      grant("channels:join");
      await control(far.sim, "faults", { match: { method: "conversations.join" }, kind, times: 1 });
      expect(await attempt()).toEqual({ status: "retry", code: "not_in_channel", ambiguous: false });
      expect(await attempt()).toMatchObject({ status: "sent" });
    });
  });

  it("names a notification in the same way in every try", async () => {
    await attempt("ntf_same");
    await attempt("ntf_same");
    await attempt("ntf_other");
    const ids = far.sim.state.messages.inChannel(billing.id).map((posted) => posted.clientMsgId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("slack_webhook", () => {
  it("reads no more of an answer than could be Slack's", async () => {
    let written = 0;
    const endless = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      const write = () => {
        while (!response.destroyed && written < 64 * 1024 * 1024) {
          written += 16_384;
          if (!response.write("x".repeat(16_384))) return;
        }
      };
      response.on("drain", write);
      write();
    });
    await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
    const address = endless.address();
    const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    const outcome = await createSlackWebhookTransport({ hooksOrigin: origin })({
      target: { kind: "slack_webhook", url: origin + demoWebhookPath },
      message,
      notificationId: "ntf_1",
    });
    endless.closeAllConnections();
    endless.close();
    expect(outcome).toMatchObject({ status: "retry", code: "unreadable_answer", ambiguous: true });
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it("posts to Slack's addresses alone, whatever the row says", async () => {
    const transport = createSlackWebhookTransport({ hooksOrigin: "https://hooks.slack.com" });
    const target = { kind: "slack_webhook", url: `http://127.0.0.1:1${demoWebhookPath}` } as const;
    const outcome = await transport({ target, message, notificationId: "ntf_1" });
    expect(outcome).toMatchObject({ status: "rejected", code: "invalid_webhook_url", scope: "destination" });
  });
});
