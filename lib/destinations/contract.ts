import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DestinationKind } from "@/db/enums";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import type { Outcome, TargetOf, Transport } from "./transport";

/** How the far end spoils the next call. */
export type Misbehaviour =
  | "asks for 7 seconds"
  | "asks for time without saying how much"
  | "answers an outage"
  | "answers a page of HTML"
  | "answers nothing"
  | "hangs"
  | "stalls in its answer"
  | "breaks off its answer"
  | "redirects"
  | "posts and then fails"
  | "posts and then hangs";

type Scope = Extract<Outcome, { status: "rejected" }>["scope"];

/** A far end to try a transport against: as near to the real one as can be had on one machine. */
export type FarEnd<Kind extends DestinationKind> = {
  target: TargetOf[Kind];
  /** The transport under test, with the time of one try as given. */
  transportWithin: (milliseconds: number) => Transport<Kind>;
  /** The same towards an address where nobody listens. */
  unreachable: { transport: Transport<Kind>; target: TargetOf[Kind] };
  misbehave: (how: Misbehaviour) => Promise<void>;
  /** Refuses the next so many calls with this code. */
  refuse: (code: string, times: number) => Promise<void>;
  /** A refusal of each scope that this far end has. */
  refusals: readonly { code: string; scope: Scope }[];
  /** A code with which it refuses the layout, but not the words, of a message; null where there is no such thing. */
  layoutRefusal: string | null;
  /** What can never happen here, such as a redirect where the protocol has none. */
  never?: readonly Misbehaviour[];
  /** Of what it may spoil: where it has said by then that it has not taken the message. */
  certain?: readonly Misbehaviour[];
  /** Every message that stands there, as JSON, oldest first. */
  posted: () => Promise<string[]>;
  /** Back to an empty place where everything works. */
  reset: () => Promise<void>;
  /** What may be in no outcome. */
  secrets: readonly string[];
  close: () => Promise<void>;
};

const now = new Date("2026-11-21T09:00:00Z");
const messageOf = (reason: string, name = "Acme"): Message =>
  compose(
    {
      type: "payment.failed",
      externalId: "pay_7",
      occurredAt: now,
      environment: "production",
      customer: { id: "cus_acme", name },
      data: { amount: { amount: "4200.00", currency: "USD" }, reason },
    },
    { now },
  );

const shortMs = 400;
const enoughMs = 5_000;

/** Every way in which nothing was said about the message: it goes again, and may stand there twice. */
const perhapsPosted: readonly Misbehaviour[] = [
  "answers an outage",
  "answers a page of HTML",
  "answers nothing",
  "hangs",
  "stalls in its answer",
  "breaks off its answer",
  "posts and then fails",
  "posts and then hangs",
];

/**
 * What every transport must do, whatever it talks to (lib/destinations/transport.ts). Run it in the transport's test:
 * `describeTransport("slack_webhook", openFarEnd)`.
 */
export function describeTransport<Kind extends DestinationKind>(
  name: Kind,
  open: () => Promise<FarEnd<Kind>>,
): void {
  describe(`the transport of ${name}`, () => {
    let far: FarEnd<Kind>;
    let tries = 0;
    beforeAll(async () => {
      far = await open();
    });
    beforeEach(() => far.reset());
    afterAll(() => far.close());

    const attempt = async (message = messageOf("Declined"), withinMs = enoughMs): Promise<Outcome> => {
      const transport = far.transportWithin(withinMs);
      const outcome = await transport({
        target: far.target,
        message,
        notificationId: `ntf_${name}_${++tries}`,
      });
      expectPresentable(outcome, far.secrets);
      return outcome;
    };

    it("says sent, with a receipt, when and only when the message stands there once", async () => {
      expect(await attempt()).toMatchObject({ status: "sent", receipt: { kind: expect.any(String) } });
      const posted = await far.posted();
      expect(posted).toHaveLength(1);
      expect(posted[0]).toContain("Payment failed: Acme $4,200");
      expect(posted[0]).toContain("pay_7");
    });

    it("waits as long as it is asked to", async () => {
      await far.misbehave("asks for 7 seconds");
      expect(await attempt()).toMatchObject({ status: "wait", afterSeconds: 7 });
      expect(await far.posted()).toEqual([]);
    });

    it("waits a while when it is asked to without being told how long", async () => {
      await far.misbehave("asks for time without saying how much");
      const outcome = await attempt();
      expect(outcome.status === "wait" && outcome.afterSeconds).toBeGreaterThanOrEqual(1);
    });

    it.each(perhapsPosted)(
      "tries again, and says that it may be posted, when the far end %s",
      async (how) => {
        await far.misbehave(how);
        const outcome = await attempt(messageOf("Declined"), shortMs);
        const ambiguous = !far.certain?.includes(how);
        expect(outcome).toMatchObject({ status: "retry", ambiguous });
        if (!ambiguous) expect(await far.posted()).toEqual([]);
      },
    );

    it("tries again, certain that nothing is posted, when nobody listens", async () => {
      const { transport, target } = far.unreachable;
      const outcome = await transport({
        target,
        message: messageOf("Declined"),
        notificationId: "ntf_nobody",
      });
      expectPresentable(outcome, far.secrets);
      expect(outcome).toMatchObject({ status: "retry", ambiguous: false });
    });

    it("follows no redirect", async () => {
      if (far.never?.includes("redirects")) return expect(() => far.misbehave("redirects")).rejects.toThrow();
      await far.misbehave("redirects");
      expect(await attempt()).toMatchObject({ status: "retry", ambiguous: false });
      expect(await far.posted()).toEqual([]);
    });

    it.each(["hangs", "stalls in its answer"] as const)(
      "is done within its time when the far end %s",
      async (how) => {
        await far.misbehave(how);
        const startedAt = performance.now();
        await attempt(messageOf("Declined"), shortMs);
        expect(performance.now() - startedAt).toBeLessThan(enoughMs);
      },
    );

    it("gives up where no further try helps, and says what is broken", async () => {
      expect(far.refusals.length).toBeGreaterThan(0);
      for (const { code, scope } of far.refusals) {
        await far.reset();
        await far.refuse(code, 2);
        expect(await attempt(), code).toMatchObject({ status: "rejected", code, scope });
        expect(await far.posted()).toEqual([]);
      }
    });

    it("says it in plain text, once, where only the layout is refused", async () => {
      if (far.layoutRefusal === null) return;
      await far.refuse(far.layoutRefusal, 1);
      expect(await attempt()).toMatchObject({ status: "sent" });
      const posted = await far.posted();
      expect(posted).toHaveLength(1);
      expect(posted[0]).toContain("Payment failed: Acme $4,200");
      await far.refuse(far.layoutRefusal, 2);
      expect(await attempt()).toMatchObject({ status: "rejected", scope: "message" });
      expect(await far.posted()).toHaveLength(1);
    });

    it("carries the words of others as words", async () => {
      const hostile = "<!channel> <https://evil.example|Pay now> & *all*";
      expect(await attempt(messageOf(hostile, hostile))).toMatchObject({ status: "sent" });
      const [posted = ""] = await far.posted();
      expect(posted).toContain("Pay now");
      expect(posted).not.toContain("<!channel>");
      expect(posted).not.toContain("<https://evil.example");
    });

    it("carries a message of any length", async () => {
      expect(await attempt(messageOf("&".repeat(20_000), "é👩‍👩‍👧‍👦".repeat(2_000)))).toMatchObject({
        status: "sent",
      });
      expect(await far.posted()).toHaveLength(1);
    });
  });
}

/** Whatever is said of a try may be stored and shown: a code that is one, no secret, nothing endless. */
function expectPresentable(outcome: Outcome, secrets: readonly string[]): void {
  const { exchange = null, ...told } = outcome;
  for (const secret of secrets) expect(JSON.stringify(outcome)).not.toContain(secret);
  expect(JSON.stringify(told).length).toBeLessThan(1_000);
  expect(JSON.stringify(exchange).length).toBeLessThan(50_000);
  if (outcome.status !== "sent") expect(outcome.code).toMatch(/^[a-z][a-z0-9_]{1,63}$/);
}
