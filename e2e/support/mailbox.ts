import { z } from "zod";
import { ask } from "./api-client";
import { until } from "./until";

const mailSchema = z.object({
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  receivedAt: z.string(),
});

type LocalMail = z.infer<typeof mailSchema>;

/** All mails to an address until now, oldest first. */
export async function mailsTo(mail: string, address: string): Promise<LocalMail[]> {
  const mails = z.array(mailSchema).parse((await ask(`${mail}/messages`)).body);
  return mails.filter(({ to }) => to === address);
}

/** Waits for the newest mail to an address. */
export function mailTo(mail: string, address: string): Promise<LocalMail> {
  return until(async () => (await mailsTo(mail, address)).at(-1), {
    withinMs: 15_000,
    what: `a mail to ${address}`,
  });
}

/** Waits for a mail to an address and answers the link in it that leads to this origin. */
export async function linkTo(mail: string, address: string, origin: string): Promise<string> {
  const { text } = await mailTo(mail, address);
  const link = text.match(/https?:\/\/\S+/g)?.find((candidate) => candidate.startsWith(`${origin}/`));
  if (!link) throw new Error(`There is no link to ${origin} in the mail to ${address}.`);
  return link;
}
