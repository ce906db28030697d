import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Follow } from "@/lib/destinations/transport";
import { compose } from "@/lib/messages/compose";
import { demoBotToken, demoChannels } from "@/local/slack/demo-world";
import { type SlackSimulator, startSlackSimulator } from "@/local/slack/simulator";
import { createSlackChannelTransport } from "./transport";

const billing = demoChannels.billingAlerts;
const target = { kind: "slack_channel", token: demoBotToken, channelId: billing.id } as const;
const messageOf = (reason: string) =>
  compose(
    {
      type: "payment.failed",
      externalId: "pay_7",
      occurredAt: new Date("2026-11-21T09:00:00Z"),
      environment: "production",
      customer: { id: "cus_acme", name: "Acme" },
      data: { amount: { amount: "4200.00", currency: "USD" }, reason },
    },
    { now: new Date("2026-11-21T09:00:00Z") },
  );
const lineOf = (text: string) => ({ emoji: ":warning:", at: 1_795_251_600, text, isLate: false });

let sim: SlackSimulator;
beforeAll(async () => {
  sim = await startSlackSimulator();
  sim.state.limits.enabled = false;
});
beforeEach(() => {
  sim.state.messages.clear();
  sim.state.faults.length = 0;
});
afterAll(() => sim.stop());

let tries = 0;
async function tell(message: ReturnType<typeof messageOf>, follow?: Partial<Follow>) {
  const transport = createSlackChannelTransport({ apiUrl: `${sim.url}/api/` });
  const whole = { standing: null, farewell: null, reply: [], story: [], toChannel: false, ...follow };
  const notificationId = `ntf_living_${++tries}`;
  const outcome = await transport({ target, message, notificationId, ...(follow && { follow: whole }) });
  const standing =
    outcome.status === "sent" && outcome.receipt.kind === "slack_message" ? outcome.receipt : null;
  return { outcome, standing };
}
const there = () => sim.state.messages.inChannel(billing.id);
const fails = (method: string, error: string) =>
  sim.state.faults.push({ id: method, match: { method }, kind: { type: "error", error }, left: 1, hits: 0 });

describe("a living message", () => {
  test("is edited in place, with a reply in its thread, in the channel as well where that is wanted", async () => {
    const { standing } = await tell(messageOf("Declined"));
    const { outcome } = await tell(messageOf("Expired card"), {
      standing,
      reply: [lineOf("Once"), lineOf("<!channel> twice")],
      toChannel: true,
    });
    expect(outcome).toMatchObject({
      status: "sent",
      receipt: standing,
      follow: { isNew: false, isReplyOwed: false },
    });
    const [root, reply, ...none] = there();
    expect(none).toEqual([]);
    expect(JSON.stringify(root)).toContain("Expired card");
    expect(JSON.stringify(root)).not.toContain("Declined");
    expect(reply).toMatchObject({ threadTs: root?.ts, broadcast: true });
    expect(reply?.text.split("\n")).toHaveLength(2);
    expect(reply?.text).not.toContain("<!channel>");
  });

  test("is plain as a whole when Slack does not take its layout", async () => {
    const { standing } = await tell(messageOf("Declined"));
    fails("chat.update", "invalid_blocks");
    await tell(messageOf("Expired card"), { standing });
    expect(there()[0]?.attachments).toEqual([]);
    expect(there()[0]?.text).toContain("Expired card");
  });

  test.each(["message_not_found", "cant_update_message", "edit_window_closed", "block_mismatch"])(
    "is posted afresh with its whole story after %s",
    async (code) => {
      const { standing } = await tell(messageOf("Declined"));
      fails("chat.update", code);
      const { outcome } = await tell(messageOf("Expired card"), {
        standing,
        reply: [lineOf("New")],
        story: [lineOf("Old"), lineOf("New")],
      });
      expect(outcome).toMatchObject({ status: "sent", follow: { isNew: true } });
      const [, root, reply] = there();
      expect(reply).toMatchObject({ threadTs: root?.ts });
      expect(reply?.text).toContain("Old");
    },
  );

  test("is posted afresh in the channel that its destination leads to by now", async () => {
    const { outcome } = await tell(messageOf("Declined"), {
      standing: { channel: "C0ELSEWHERE", ts: "1.000001" },
    });
    expect(outcome).toMatchObject({ receipt: { channel: billing.id }, follow: { isNew: true } });
  });

  test("is left with a word of farewell before the new one is posted, and nothing is posted if that fails", async () => {
    const { standing } = await tell(messageOf("Declined"));
    fails("chat.update", "service_unavailable");
    const follow = { standing, farewell: { ...messageOf("Gone on"), links: [] } };
    expect((await tell(messageOf("Worse"), follow)).outcome).toMatchObject({ status: "retry" });
    expect(there()).toHaveLength(1);
    expect((await tell(messageOf("Worse"), follow)).outcome).toMatchObject({ follow: { isNew: true } });
    const [old, fresh] = there().map((message) => JSON.stringify(message));
    expect(old).toContain("Gone on");
    expect(fresh).toContain("Worse");
  });

  test("owes its reply when that fails under a new message, and is told as a whole again when it fails after an edit", async () => {
    const { standing } = await tell(messageOf("Declined"));
    fails("chat.postMessage", "internal_error");
    const edit = await tell(messageOf("Expired card"), { standing, reply: [lineOf("Once")] });
    expect(edit.outcome).toMatchObject({ status: "retry", ambiguous: true });
    const stop = sim.state.messages.listen(() => void fails("chat.postMessage", "internal_error"));
    const fresh = await tell(messageOf("Again"), { story: [lineOf("Once")] });
    stop();
    expect(fresh.outcome).toMatchObject({ status: "sent", follow: { isNew: true, isReplyOwed: true } });
  });

  test("is told although its thread is locked", async () => {
    const { standing } = await tell(messageOf("Declined"));
    fails("chat.postMessage", "restricted_action_thread_locked");
    const { outcome } = await tell(messageOf("Expired card"), { standing, reply: [lineOf("Once")] });
    expect(outcome).toMatchObject({ status: "sent", follow: { replyTs: null, isReplyOwed: false } });
  });
});
