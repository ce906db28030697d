import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Mail } from "./layout";

let transport: { url: string; mailer: Transporter } | undefined;

/** One mailer per process. It reads no files and no URLs, and does not wait long for a server that hangs. */
function mailer(url: string): Transporter {
  if (transport?.url === url) return transport.mailer;
  const made = createTransport({
    url,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  transport = { url, mailer: made };
  return made;
}

const unavailable = (detail: string, cause?: unknown) =>
  new AppError("unavailable", detail, { code: "mail_unavailable", retryAfterSeconds: 60, cause });

/**
 * Hands a mail over to the SMTP server of SMTP_URL.
 * @param mail.to one address, as parseEmailAddress gave it.
 * @throws AppError 503 `mail_unavailable` when there is none or it does not take it.
 */
export async function sendMail({ to, ...mail }: Mail & { to: string }): Promise<void> {
  const { SMTP_URL, EMAIL_FROM } = env();
  if (SMTP_URL === undefined) throw unavailable("This installation cannot send mail: SMTP_URL is not set.");
  try {
    await mailer(SMTP_URL).sendMail({ from: EMAIL_FROM, to: { name: "", address: to }, ...mail });
  } catch (error) {
    throw unavailable("The mail could not be sent just now. Try again in a minute.", error);
  }
}
