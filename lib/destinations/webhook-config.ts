import { z } from "zod";

/** What a body may be sent as. */
export const contentTypes = [
  "application/json",
  "application/x-www-form-urlencoded",
  "text/plain; charset=utf-8",
  "application/xml",
] as const;
export type ContentType = (typeof contentTypes)[number];

/** What of an outgoing webhook is not secret. */
export const webhookConfig = z.object({
  /** Where it leads, masked. */
  hint: z.string().min(1).max(255),
  description: z.string().max(500).default(""),
  contentType: z.enum(contentTypes).default("application/json"),
  /** The body's wording, where it is not the event as it is. */
  bodyTemplate: z.string().max(20_000).nullable().default(null),
  /** Headers of somebody's own. One without a value is secret: the value is sealed. */
  headers: z.array(z.object({ name: z.string(), value: z.string().nullable() })).default([]),
  /** Until when the signing secret of before holds as well. */
  oldSecretUntil: z.iso.datetime().nullable().default(null),
});
export type WebhookConfig = z.infer<typeof webhookConfig>;

/** Of a webhook, what the API and the audit log tell of its config. */
export function publishedEndpoint(config: unknown) {
  const { description, contentType, bodyTemplate, headers, oldSecretUntil } = webhookConfig.parse(config);
  const shown = headers.map(({ name, value }) => ({ name, value, isSecret: value === null }));
  return { description, contentType, bodyTemplate, headers: shown, oldSecretUntil };
}

/** What of an outgoing webhook is secret, as it is sealed. */
const webhookSecret = z.object({
  url: z.string(),
  /** `whsec_…`, newest first; the one of before holds until its instant. */
  signing: z.array(z.object({ secret: z.string(), until: z.iso.datetime().nullable() })).min(1),
  headers: z.record(z.string(), z.string()).default({}),
});
export type WebhookSecret = z.infer<typeof webhookSecret>;

/** Reads what was sealed. @throws when it is not what was sealed here. */
export const readWebhookSecret = (opened: string): WebhookSecret => webhookSecret.parse(JSON.parse(opened));

/** The secrets that sign at an instant, newest first. */
export function livingSecrets({ signing }: WebhookSecret, now: Date): string[] {
  return signing.filter(({ until }) => until === null || new Date(until) > now).map(({ secret }) => secret);
}

/** Most secrets that hold at one time. */
const mostSecrets = 2;

/** A new secret in front; the one of before holds until `until`, and what was older holds no more. */
export function rotated(
  { signing, ...rest }: WebhookSecret,
  { secret, until, now }: { secret: string; until: Date; now: Date },
): WebhookSecret {
  const old = signing
    .filter((held) => held.until === null)
    .flatMap((held) => (until > now ? [{ ...held, until: until.toISOString() }] : []));
  return { ...rest, signing: [{ secret, until: null }, ...old].slice(0, mostSecrets) };
}
