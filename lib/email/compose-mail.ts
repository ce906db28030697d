import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { EmailTarget } from "@/lib/destinations/transport";
import { renderMail } from "@/lib/messages/mail";
import type { Message } from "@/lib/messages/message";
import { singleLine } from "@/lib/messages/plain";
import { type Mailbox, preferenceLinks, type Site } from "./unsubscribe-token";

/** Who it is from, as EMAIL_FROM names them. */
export type Sender = { name: string; address: string };

/** `Bellwire <notifications@example.com>`, or an address alone. */
export function parseSender(from: string): Sender {
  const [, name = "", address] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(from) ?? [];
  return address === undefined ? { name: "", address: from.trim() } : { name, address };
}

const markOf = (address: string) => createHash("sha256").update(address).digest("hex").slice(0, 16);

/** The same for every try of a notification at a mailbox, so that a mail program that gets it twice can show it once. */
function messageIdOf(notificationId: string, to: string, { address }: Sender): string {
  return `<${notificationId}.${markOf(to)}@${address.split("@").at(-1) ?? "bellwire"}>`;
}

type Asked = {
  target: EmailTarget;
  to: string;
  from: Sender;
  site: Site;
  message: Message;
  notificationId: string;
  /** The notification that it goes on from. */
  goesOnFrom?: string | undefined;
  /** Without HTML, for a server that refuses it. */
  textOnly: boolean;
};

const because = ({ isPersonal }: EmailTarget, brand: string) =>
  isPersonal
    ? `you look after this customer for ${brand}`
    : `${brand} sends its notifications to this address`;

/** One mail for one mailbox, with its own way out of further ones, ready to be handed over. */
export async function composeMail(asked: Asked): Promise<Buffer> {
  const { target, to, from, site, message, notificationId, goesOnFrom, textOnly } = asked;
  const mailbox: Mailbox = { ...target, address: to };
  const { page, oneClick } = preferenceLinks(mailbox, site);
  const brand = singleLine(message.sender?.name ?? from.name, 80) || "Bellwire";
  const { subject, text, html } = renderMail(message, message.sender, {
    manage: { url: page, because: because(target, brand) },
    prefix: target.subjectPrefix,
  });
  const before = goesOnFrom === undefined ? undefined : messageIdOf(goesOnFrom, to, from);
  const mail = new MailComposer({
    disableFileAccess: true,
    disableUrlAccess: true,
    from: { name: brand, address: from.address },
    to: { name: "", address: to },
    ...(target.replyTo !== null && { replyTo: { name: "", address: target.replyTo } }),
    subject,
    messageId: messageIdOf(notificationId, to, from),
    ...(before !== undefined && { inReplyTo: before, references: before }),
    headers: {
      // RFC 3834: no out-of-office answers; RFC 8058: one click is enough to be left alone.
      "Auto-Submitted": "auto-generated",
      "List-Unsubscribe": { prepared: true, value: `<${oneClick}>` },
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    text,
    ...(!textOnly && { html }),
  });
  return mail.compile().build();
}
