import { z } from "zod";
import { emailConfig } from "./email-config";

/** What is kept with a notification that goes to several mailboxes. */
const progressSchema = z.object({
  /** Whoever looked after the customer when it was planned. */
  owner: z.string().optional(),
  /** Whose server has taken it, and who was refused for good. */
  got: z.array(z.string()).default([]),
  refused: z
    .array(z.object({ address: z.string(), code: z.string(), detail: z.string().optional() }))
    .default([]),
});
export type MailProgress = z.infer<typeof progressSchema>;

/** Reads what was kept; of a notification that nothing was kept with, nothing. @throws when it was not written by us. */
export const parseProgress = (stored: unknown): MailProgress => progressSchema.parse(stored ?? {});

/** Whom a mail goes to, and what became of it there so far. */
export type Mailing = {
  recipients: string[];
  /** Who would get it, but does not want mail of this destination any more. */
  optedOut: string[];
  done: Map<string, "accepted" | "refused">;
  /** It goes to whoever looks after the customer, and to nobody else. */
  isPersonal: boolean;
};

type Asked = {
  config: unknown;
  /** What was kept with each notification that it tells; several when they are told together. */
  progress: readonly unknown[];
  optedOut: readonly string[];
};

/** Whom a mail goes to: the fixed addresses and the owners, each once, without those who opted out. Done is who has all of it. */
export function mailingOf({ config, progress, optedOut }: Asked): Mailing {
  const { recipients: fixed, toOwner } = emailConfig.parse(config);
  const told = progress.map(parseProgress);
  const owners = toOwner ? told.flatMap(({ owner }) => owner ?? []) : [];
  const wanted = [...new Set([...fixed, ...owners])];
  const left = new Set(optedOut);
  const fates = wanted.map((address): [string, "accepted" | "refused" | undefined] => {
    const meant = told.filter(({ owner }) => owner === address || fixed.includes(address));
    if (meant.every(({ got }) => got.includes(address))) return [address, "accepted"];
    const isSettled = meant.every(
      ({ got, refused }) => got.includes(address) || refused.some((one) => one.address === address),
    );
    return [address, isSettled ? "refused" : undefined];
  });
  return {
    recipients: wanted.filter((address) => !left.has(address)),
    optedOut: wanted.filter((address) => left.has(address)),
    done: new Map(fates.flatMap(([address, fate]) => (fate ? [[address, fate] as const] : []))),
    isPersonal: fixed.length === 0 && owners.length > 0,
  };
}
