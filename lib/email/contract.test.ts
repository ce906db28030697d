import { describeTransport, type FarEnd, type Misbehaviour } from "@/lib/destinations/contract";
import { account, type MailServer, type Refusal } from "./testing/mail-server";
import { from, site, startRig, target, urlOf } from "./testing/rig";
import type { Spoil } from "./testing/spoiled-wire";
import { createEmailTransport } from "./transport";

/** What can go wrong once the whole mail is handed over. */
const spoils: Partial<Record<Misbehaviour, Spoil>> = {
  "answers an outage": { kind: "says", text: "451 4.3.0 Mail server is out of order\r\n", keepsMail: false },
  "answers a page of HTML": {
    kind: "says",
    text: "<html><body>Proxy error</body></html>\r\n",
    keepsMail: false,
  },
  "answers nothing": { kind: "breaks", after: "", keepsMail: false },
  hangs: { kind: "hangs", after: "", keepsMail: false },
  "stalls in its answer": { kind: "hangs", after: "250-2.0.0 O", keepsMail: true },
  "breaks off its answer": { kind: "breaks", after: "25", keepsMail: true },
  "posts and then fails": { kind: "breaks", after: "", keepsMail: true },
  "posts and then hangs": { kind: "hangs", after: "", keepsMail: true },
};

const asksForTime: Partial<Record<Misbehaviour, Refusal>> = {
  "asks for 7 seconds": { at: "recipient", status: 450, text: "4.2.0 Greylisted, try again in 7 seconds" },
  "asks for time without saying how much": { at: "sender", status: 421, text: "4.3.2 Too many connections" },
};

const refusals: Readonly<Record<string, Refusal>> = {
  smtp_recipient_refused: { at: "recipient", status: 550, text: "5.1.1 No such mailbox" },
  smtp_message_refused: { at: "mail", status: 554, text: "5.7.1 Content rejected" },
  smtp_sender_refused: { at: "sender", status: 553, text: "5.7.1 Not allowed to send from here" },
  smtp_login_refused: { at: "login", status: 535, text: "Authentication credentials invalid" },
  smtp_not_understood: { at: "sender", status: 503, text: "Bad sequence of commands" },
};

/** What a mail program shows: where there is HTML, that, for there alone words could turn into something else. */
const shown = ({ taken }: MailServer) =>
  taken.map(({ mail }) =>
    JSON.stringify({ subject: mail.html ? "" : mail.subject, body: mail.html ?? mail.text }),
  );

async function openFarEnd(): Promise<FarEnd<"email">> {
  const { server, wire, url, stop } = await startRig();
  return {
    target,
    transportWithin: (withinMs) => createEmailTransport({ smtpUrl: url, from, site, withinMs }),
    unreachable: { target, transport: createEmailTransport({ smtpUrl: urlOf(2), from, site }) },
    misbehave: async (how) => {
      const asked = asksForTime[how];
      const spoil = spoils[how];
      if (asked) server.refuse(asked, 1);
      else if (spoil) wire.spoilNext(spoil);
      else throw new Error(`an SMTP server never ${how}`);
    },
    never: ["redirects"],
    certain: ["answers an outage"],
    refuse: async (code, times) => {
      const refusal = refusals[code];
      if (!refusal) throw new Error(`no refusal is called ${code}`);
      server.refuse(refusal, times);
    },
    refusals: [
      { code: "smtp_message_refused", scope: "message" },
      { code: "smtp_recipient_refused", scope: "destination" },
      { code: "smtp_sender_refused", scope: "destination" },
      { code: "smtp_login_refused", scope: "destination" },
      { code: "smtp_not_understood", scope: "ours" },
    ],
    layoutRefusal: "smtp_message_refused",
    posted: async () => shown(server),
    reset: async () => {
      server.reset();
      wire.spoilNext(null);
    },
    secrets: [account.pass, account.user],
    close: stop,
  };
}

describeTransport("email", openFarEnd);
