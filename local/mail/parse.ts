import PostalMime, { type Address, decodeWords } from "postal-mime";
import type { Mail } from "./inbox";

/** The addresses that a mail was handed over with, which may differ from what its headers say. */
export type Envelope = { from: string; recipients: string[] };

/** What a raw message (RFC 5322) says, decoded. `now` is when it came in. */
export async function parseMail(raw: Buffer, envelope: Envelope, now: Date): Promise<Omit<Mail, "id">> {
  const mail = await PostalMime.parse(raw);
  return {
    to: envelope.recipients.join(", "),
    from: mail.from ? written(mail.from) : envelope.from,
    subject: mail.subject ?? "",
    text: mail.text?.trimEnd() ?? "",
    html: mail.html?.trimEnd() ?? null,
    receivedAt: now.toISOString(),
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) })),
  };
}

function written(address: Address): string {
  if (address.address === undefined) return `${address.name}: ${address.group.map(written).join(", ")};`;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
