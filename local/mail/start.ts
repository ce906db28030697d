import { startHttp } from "./http";
import { type Inbox, openInbox } from "./inbox";
import { startSmtp } from "./smtp";

/** A running inbox. `port` serves the page and `GET /messages`, `smtpPort` takes the mail. */
export type MailInbox = { port: number; smtpPort: number; inbox: Inbox; stop(): Promise<void> };

/** Starts an inbox on 127.0.0.1. Port 0 means any free one; mails survive a restart in `stateFile`. */
export async function startMailInbox(options: {
  port: number;
  smtpPort: number;
  stateFile?: string;
}): Promise<MailInbox> {
  const inbox = openInbox(options.stateFile);
  const smtp = await startSmtp(options.smtpPort, inbox);
  try {
    const http = await startHttp(options.port, inbox);
    const stop = async () => {
      await Promise.all([smtp.stop(), http.stop()]);
    };
    return { port: http.port, smtpPort: smtp.port, inbox, stop };
  } catch (error) {
    await smtp.stop();
    throw error;
  }
}
