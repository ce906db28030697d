import { contentOf, type MailBrand, type Manage, scantRoom, wholeRoom } from "./mail-content";
import { mailHtml } from "./mail-html";
import { mailText } from "./mail-text";
import type { Message } from "./message";

export type RenderedMail = { subject: string; text: string; html: string };

/** Gmail clips a mail beyond 102 kB and hides its end, where the way out is. */
const largestHtml = 100_000;

const sizeOf = (text: string) => new TextEncoder().encode(text).length;

type Brand = {
  name?: string | null | undefined;
  color?: string | null | undefined;
  iconUrl?: string | null | undefined;
};

const brandOf = ({ name, color, iconUrl }: Brand): MailBrand => ({
  name: name ?? "Bellwire",
  color: color ?? null,
  iconUrl: iconUrl ?? null,
});

/**
 * A message as an e-mail: the sentence as its subject, plain text, and the same as HTML in which data is never markup.
 * @param brand whose mail it is; left out, as the message's own sender says.
 * @returns HTML of at most 100 kB: of a message that is longer than that, fewer facts are shown.
 */
export function renderMail(
  message: Message,
  brand: Brand = message.sender ?? {},
  { manage = null, prefix = null }: { manage?: Manage | null; prefix?: string | null } = {},
): RenderedMail {
  const shared = { brand: brandOf(brand), manage, prefix };
  const whole = contentOf(message, { ...shared, room: wholeRoom });
  const html = mailHtml(whole);
  if (sizeOf(html) <= largestHtml) return { subject: whole.subject, text: mailText(whole), html };
  const scant = contentOf(message, { ...shared, room: scantRoom });
  return { subject: scant.subject, text: mailText(scant), html: mailHtml(scant) };
}
