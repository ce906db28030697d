import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SmtpFailure } from "./smtp-answer";

export type Envelope = { from: string; to: string };

/** One conversation with the SMTP server, for all mails of one try. */
export type Session = {
  /** Hands one mail over. @returns null when the server has taken it. */
  send: (envelope: Envelope, mail: Buffer) => Promise<SmtpFailure | null>;
  /** No more mail can go through it. */
  isOver: () => boolean;
  /** Says goodbye, and does not wait for the answer. */
  close: () => void;
};

/** A field of nodemailer's errors, which carry more than an Error has. */
function fieldOf(error: unknown, name: "response" | "command" | "code" | "originalCode"): string | null {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : null;
  return typeof value === "string" ? value : null;
}

function failureOf(error: unknown, isHanded: boolean): SmtpFailure {
  const [original, code] = [fieldOf(error, "originalCode"), fieldOf(error, "code")];
  const isSystemCode = (text: string | null) => text !== null && /^E[A-Z_]+$/.test(text);
  return {
    command: fieldOf(error, "command") ?? "CONN",
    isHanded,
    response: fieldOf(error, "response"),
    systemCode: [original, code].find(isSystemCode) ?? null,
    isTimeout: code === "ETIMEDOUT",
  };
}

const outOfTime = (isHanded: boolean): SmtpFailure => ({
  command: "CONN",
  isHanded,
  response: null,
  systemCode: null,
  isTimeout: true,
});

type Settle = (failure: SmtpFailure | null) => void;

/** Runs one exchange until it is answered, the connection fails, or the time is up, whichever is first. */
function exchange(
  connection: SMTPConnection,
  leftMs: () => number,
  isHanded: () => boolean,
  run: (settle: (error?: unknown) => void) => void,
): Promise<SmtpFailure | null> {
  return new Promise((resolve) => {
    const settle: Settle = (failure) => {
      clearTimeout(timer);
      connection.removeListener("error", failed);
      connection.removeListener("end", ended);
      resolve(failure);
    };
    const failed = (error: unknown) => settle(failureOf(error, isHanded()));
    // What was answered last is told a moment after the end.
    const ended = () => setImmediate(() => settle(failureOf(null, isHanded())));
    const timer = setTimeout(() => {
      settle(outOfTime(isHanded()));
      connection.close();
    }, leftMs());
    connection.once("error", failed);
    connection.once("end", ended);
    run((error) => (error ? failed(error) : settle(null)));
  });
}

const never = () => false;

/**
 * Connects and signs in. The address is SMTP_URL; it comes from who runs this installation, so it may lead anywhere.
 * @param leftMs what is left of the time of the whole try.
 */
export async function openSession(smtpUrl: string, leftMs: () => number): Promise<Session | SmtpFailure> {
  const { auth, ...options } = parseConnectionUrl(smtpUrl);
  const timeouts = { connectionTimeout: leftMs(), greetingTimeout: leftMs(), socketTimeout: leftMs() };
  const connection = new SMTPConnection({ ...options, ...timeouts, logger: false });
  // One that comes when nobody waits for anything must not end the process.
  connection.on("error", () => {});
  const connected = await exchange(connection, leftMs, never, (settle) => connection.connect(settle));
  if (connected) {
    connection.close();
    return connected;
  }
  if (auth?.user && !connection.allowsAuth) {
    connection.close();
    return {
      ...outOfTime(false),
      isTimeout: false,
      command: "AUTH",
      response: "535 The server offers no sign-in.",
    };
  }
  if (auth?.user) {
    const refused = await exchange(connection, leftMs, never, (settle) => connection.login(auth, settle));
    if (refused) {
      connection.close();
      return refused;
    }
  }
  return sessionOf(connection, leftMs);
}

function sessionOf(connection: SMTPConnection, leftMs: () => number): Session {
  let isOver = false;
  connection.once("end", () => {
    isOver = true;
  });

  async function send({ from, to }: Envelope, mail: Buffer): Promise<SmtpFailure | null> {
    let isHanded = false;
    const body = Readable.from([mail]);
    body.once("end", () => {
      isHanded = true;
    });
    const failure = await exchange(
      connection,
      leftMs,
      () => isHanded,
      (settle) => connection.send({ from, to: [to] }, body, settle),
    );
    if (!failure) return null;
    // A refusal leaves the conversation as it was; anything else has ended it.
    if (failure.response === null || failure.response.startsWith("421")) isOver = true;
    else await exchange(connection, leftMs, never, (settle) => connection.reset(settle));
    return failure;
  }

  return {
    send,
    isOver: () => isOver,
    close: () => {
      // What comes after the goodbye is nobody's concern.
      if (isOver) connection.close();
      else connection.quit();
    },
  };
}
