import { z } from "zod";
import { parseEmailAddress } from "@/lib/auth/email-address";

/** Most addresses of one destination: beyond it, a mailing list is the better tool. */
const maxRecipients = 50;

/** Stands among the addresses for whoever looks after the customer. */
const ownerWord = "owner";

/** What a mail destination keeps: whom it writes to, and how. */
export const emailConfig = z.object({
  /** In the order in which they were given, each once, in lower case. */
  recipients: z.array(z.string().min(3).max(254)).max(maxRecipients),
  /** Whether whoever looks after the customer is written to as well. */
  toOwner: z.boolean().default(false),
  subjectPrefix: z.string().min(1).max(40).optional(),
  replyTo: z.string().min(3).max(254).optional(),
});
export type EmailConfig = z.infer<typeof emailConfig>;

/** Whom a mail destination writes to, in few words. */
export function describeMailboxes({ recipients, toOwner }: EmailConfig): string {
  const [first] = recipients;
  const more = recipients.length - 1;
  const fixed = first === undefined ? [] : [more > 0 ? `${first} and ${more} more` : first];
  return [...fixed, ...(toOwner ? ["the customer's owner"] : [])].join(", ");
}

const noAddress = (text: string) => `“${text.slice(0, 60)}” is no e-mail address such as kim@example.com.`;

/** Addresses, and `owner` for the customer's own, as a body or a form brings them. Each is kept once. */
export const recipientsInput = z
  .array(z.string(), "Name at least one address, or owner.")
  .min(1, "Name at least one address, or owner.")
  .max(200, `Name ${maxRecipients} addresses at most.`)
  .transform((given, context): Pick<EmailConfig, "recipients" | "toOwner"> => {
    const addresses = new Set<string>();
    let toOwner = false;
    for (const [index, text] of given.entries()) {
      if (text.trim().toLowerCase() === ownerWord) {
        toOwner = true;
        continue;
      }
      const address = parseEmailAddress(text);
      if (address === undefined)
        context.addIssue({ code: "custom", path: [index], message: noAddress(text) });
      else addresses.add(address);
    }
    if (addresses.size > maxRecipients)
      context.addIssue({ code: "custom", message: `Name ${maxRecipients} addresses at most.` });
    return { recipients: [...addresses], toOwner };
  });

const orNull = (text: string | null) => (text === null || text.trim() === "" ? null : text.trim());

/** What its subjects begin with, such as `[Billing]`; empty for nothing. */
const subjectPrefix = z
  .string()
  .nullable()
  .transform(orNull)
  .pipe(
    z
      .string()
      .max(40, "Use 40 characters at most.")
      .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, "Use letters, digits and punctuation only.")
      .nullable(),
  );

/** Where answers go; empty for nowhere in particular. */
const replyTo = z
  .string()
  .nullable()
  .transform((given, context) => {
    const text = orNull(given);
    const address = text === null ? null : parseEmailAddress(text);
    if (address !== undefined) return address;
    context.addIssue({ code: "custom", message: noAddress(text ?? "") });
    return z.NEVER;
  });

/** How mail is written to them. What is left out of a change stays. */
export const mailStyle = { subjectPrefix: subjectPrefix.optional(), replyTo: replyTo.optional() };

/** What can be changed of a mail destination. */
export type MailPatch = {
  recipients?: Pick<EmailConfig, "recipients" | "toOwner"> | undefined;
  subjectPrefix?: string | null | undefined;
  replyTo?: string | null | undefined;
};

const orLeftOut = <Name extends string>(name: Name, value: string | null | undefined) =>
  value === null || value === undefined ? {} : { [name]: value };

/** A stored config with a change on top of it. */
export function changedMail(before: EmailConfig, patch: MailPatch): EmailConfig {
  const { subjectPrefix: prefix = before.subjectPrefix, replyTo: reply = before.replyTo } = patch;
  const { recipients, toOwner } = patch.recipients ?? before;
  return { recipients, toOwner, ...orLeftOut("subjectPrefix", prefix), ...orLeftOut("replyTo", reply) };
}

/** Of a mail destination, what the API answers of its config. */
export function publishedMail(config: unknown) {
  const {
    recipients,
    toOwner,
    subjectPrefix: prefix = null,
    replyTo: reply = null,
  } = emailConfig.parse(config);
  return {
    recipients: toOwner ? [...recipients, ownerWord] : recipients,
    subjectPrefix: prefix,
    replyTo: reply,
  };
}
