import { blindIndex, open, seal } from "@/lib/crypto";
import { afresh, type Row } from "@/lib/destinations/row";
import {
  readWebhookSecret,
  type WebhookConfig,
  type WebhookSecret,
  webhookConfig,
} from "@/lib/destinations/webhook-config";
import { AppError } from "@/lib/errors";
import { maskUrl, parseEndpoint } from "./endpoint";
import type { HeaderInput } from "./headers";
import { operatorReach } from "./reach";
import { defectsOf, type EndpointFields } from "./schema";
import { newSigningSecret } from "./sign";

const invalid = (pointer: string, message: string) =>
  new AppError("invalid", message, { code: "invalid_webhook", errors: [{ pointer, message }] });

const placeOf = (id: string) => ({ table: "destinations", row: id, column: "secret" });

/** An address, checked, without its fragment. @throws AppError `invalid` (/url). */
function checkedUrl(text: string): URL {
  const endpoint = parseEndpoint(text, operatorReach());
  if (!endpoint.ok) throw invalid("/url", endpoint.reason);
  return endpoint.url;
}

/** Splits headers into what may be seen and what is sealed. A secret one without a value keeps the one it has. */
function splitHeaders(
  headers: readonly HeaderInput[],
  known: Readonly<Record<string, string>>,
): Pick<WebhookConfig, "headers"> & { sealed: Record<string, string> } {
  const sealed: Record<string, string> = {};
  const shown = headers.map(({ name, value, isSecret }, at) => {
    if (!isSecret) return { name, value: value ?? "" };
    const secret = value ?? known[name];
    if (secret === undefined || secret === "")
      throw invalid(`/headers/${at}/value`, "Give the secret header a value.");
    sealed[name] = secret;
    return { name, value: null };
  });
  return { headers: shown, sealed };
}

const sealed = (id: string, secret: WebhookSecret) => ({
  secret: seal(JSON.stringify(secret), placeOf(id)),
  secretIndex: blindIndex(
    JSON.stringify([secret.url, secret.headers, secret.signing.map((held) => held.secret)]),
  ),
});

/** The columns of a new webhook, and its signing secret, which is told this once. @throws AppError `invalid`. */
export function newEndpointRow(
  id: string,
  { url: text, topics = [], headers = [], ...fields }: EndpointFields & { url: string },
) {
  const url = checkedUrl(text);
  const split = splitHeaders(headers, {});
  const signingSecret = newSigningSecret();
  const config = webhookConfig.parse({ ...fields, hint: maskUrl(url), headers: split.headers });
  const secret = { url: url.href, signing: [{ secret: signingSecret, until: null }], headers: split.sealed };
  return { signingSecret, row: { config, topics, lane: `webhook:${id}`, ...sealed(id, secret) } };
}

/** What a webhook keeps sealed. */
export function openSecret({ id, secret }: Pick<Row, "id" | "secret">): WebhookSecret {
  if (secret === null) throw new Error(`webhook ${id} has no sealed address`);
  return readWebhookSecret(open(secret, placeOf(id)));
}

/** The columns that hold other signing secrets. */
export function withSecret(
  { id, config }: Pick<Row, "id" | "config">,
  secret: WebhookSecret,
  oldSecretUntil: string | null,
) {
  return { config: { ...webhookConfig.parse(config), oldSecretUntil }, ...sealed(id, secret) };
}

const noEndpoint = () =>
  new AppError("invalid", "Only a webhook has topics, headers, a body and a description.", {
    code: "no_endpoint",
    errors: [{ pointer: "/topics", message: "is not known for this kind of destination" }],
  });

type Change = EndpointFields & { url?: string | undefined };

/**
 * What a change of a webhook comes to; another address gives a broken one another chance. Undefined when nothing of it is asked
 * for or changed. @throws AppError `invalid`, with a pointer to each complaint.
 */
export function replaceEndpoint(row: Row, { url: text, topics, headers, ...fields }: Change) {
  const asked = [topics, headers, ...Object.values(fields)].some((value) => value !== undefined);
  if (row.kind !== "webhook") {
    if (asked) throw noEndpoint();
    return undefined;
  }
  if (!asked && text === undefined) return undefined;
  const before = webhookConfig.parse(row.config);
  const held = openSecret(row);
  const url = text === undefined ? undefined : checkedUrl(text);
  const split = headers && splitHeaders(headers, held.headers);
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const config = webhookConfig.parse({
    ...before,
    ...given,
    ...(url && { hint: maskUrl(url) }),
    ...(split && { headers: split.headers }),
  });
  const [defect] = defectsOf({ bodyTemplate: config.bodyTemplate, contentType: config.contentType, headers });
  if (defect) throw invalid(`/${defect.path.join("/")}`, defect.message);
  const secret = { ...held, ...(url && { url: url.href }), ...(split && { headers: split.sealed }) };
  const isElsewhere = secret.url !== held.url;
  const isSame =
    JSON.stringify([config, secret, topics ?? row.topics]) === JSON.stringify([before, held, row.topics]);
  if (isSame) return undefined;
  return { config, ...(topics && { topics }), ...sealed(row.id, secret), ...(isElsewhere && afresh) };
}
