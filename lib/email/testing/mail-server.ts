import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** Where in the conversation a real server refuses. */
export type RefusedAt = "login" | "sender" | "recipient" | "mail";

export type Refusal = { at: RefusedAt; status: number; text: string };

/** One mail as it came: whom it was handed over for, its source, and what a mail program makes of it. */
export type Taken = { to: string; from: string; source: string; mail: Email };

export type MailServer = {
  port: number;
  taken: Taken[];
  /** How the next so many mails are refused there. */
  refuse: (refusal: Refusal, times: number) => void;
  /** Mailboxes that do not exist. */
  unknown: Set<string>;
  reset: () => void;
  stop: () => Promise<void>;
};

export const account = { user: "bellwire", pass: "s3cret-of-the-mail-server" };

const asError = ({ status, text }: Refusal) => Object.assign(new Error(text), { responseCode: status });

/** A real SMTP server on a free port, with one account, that keeps what it is given and refuses what it is told to. */
export async function startMailServer(): Promise<MailServer> {
  const taken: Taken[] = [];
  const unknown = new Set<string>();
  let refusals: Refusal[] = [];

  function refusedAt(at: RefusedAt): Error | undefined {
    const [first, ...rest] = refusals;
    if (first?.at !== at) return undefined;
    refusals = rest;
    return asError(first);
  }

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onAuth({ username, password }, _session, done) {
      const refused = refusedAt("login");
      if (refused) return done(refused);
      return username === account.user && password === account.pass
        ? done(null, { user: username })
        : done(new Error("Invalid username or password"));
    },
    onMailFrom: (_address, _session, done) => done(refusedAt("sender")),
    onRcptTo({ address }, _session, done) {
      const isUnknown = unknown.has(address);
      done(
        isUnknown
          ? asError({ at: "recipient", status: 550, text: "5.1.1 No such mailbox" })
          : refusedAt("recipient"),
      );
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        const refused = refusedAt("mail");
        if (refused) return done(refused);
        const source = Buffer.concat(parts);
        const mail = await PostalMime.parse(source);
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address).join(", ");
        taken.push({ to, from, source: source.toString("utf8"), mail });
        return done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    taken,
    unknown,
    refuse: (refusal, times) => {
      refusals = Array.from({ length: times }, () => refusal);
    },
    reset: () => {
      taken.length = 0;
      refusals = [];
      unknown.clear();
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
