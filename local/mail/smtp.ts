import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import type { Inbox } from "./inbox";
import { parseMail } from "./parse";

const LARGEST_BYTES = 25 * 1024 * 1024;

/**
 * Takes mail for anybody, with whatever password or none: nothing leaves this machine. A mail is answered with 250 only
 * after it is in the inbox.
 * @returns the port it listens on, and how to stop
 */
export async function startSmtp(
  port: number,
  inbox: Inbox,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username = "" }, _session, done) => done(null, { user: username }),
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: LARGEST_BYTES,
    closeTimeout: 1000,
    logger: false,
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        from: mailFrom ? mailFrom.address : "",
        recipients: rcptTo.map(({ address }) => address),
      };
      buffer(stream)
        .then((raw) => {
          if (stream.sizeExceeded) throw new Error("The message is larger than 25 MiB.");
          return parseMail(raw, envelope, new Date());
        })
        .then((mail) => inbox.add(mail))
        .then(() => done(), done);
    },
  });
  // A client that drops its connection is not our failure; one that cannot listen is, and `once` tells.
  const listening = server.listen(port, "127.0.0.1");
  await once(listening, "listening");
  server.on("error", () => undefined);
  const address = listening.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
