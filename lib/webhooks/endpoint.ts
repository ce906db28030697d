import ipaddr from "ipaddr.js";

/** Which addresses may be reached: `public` ones; those and this machine's own; any. */
export const reaches = ["public", "loopback", "any"] as const;

/** What the operator lets webhooks reach. */
export type Reach = { addresses: (typeof reaches)[number]; ports: readonly number[] };

/** Longest address that is taken. */
const maxLength = 2_048;

export type Endpoint = { ok: true; url: URL } | { ok: false; code: string; reason: string };

const refused = (code: string, reason: string): Endpoint => ({ ok: false, code, reason });

/** The part of IPv6 that is given out: what looks public beside it, such as `::127.0.0.1`, leads nobody knows where. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an address, as the system writes it, may be spoken to. A text that is no address may not. */
export function mayReach(address: string, { addresses }: Pick<Reach, "addresses">): boolean {
  if (!ipaddr.isValid(address)) return false;
  if (addresses === "any") return true;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === "loopback") return addresses === "loopback";
  if (range !== "unicast") return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(globalUnicast);
}

/** A host name without the brackets of IPv6. */
export const bareHost = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

/** Names that mean this machine or this network wherever they are asked. */
const localName =
  /^(?:[^.]+|.*\.(?:localhost|local|internal|localdomain|lan|home\.arpa|intranet|corp|private))$/;

function refusalOfHost(url: URL, reach: Reach): Endpoint | undefined {
  const host = bareHost(url.hostname);
  const notPublic = "Only public addresses can be reached.";
  if (host.endsWith(".")) return refused("invalid_url", "The host must not end in a dot.");
  if (ipaddr.isValid(host)) {
    return mayReach(host, reach) ? undefined : refused("private_address", notPublic);
  }
  if (reach.addresses !== "public") return undefined;
  return localName.test(host) ? refused("private_address", notPublic) : undefined;
}

/**
 * Reads where a webhook leads: https on an allowed port, no credentials, and no address that is written out and not
 * public. The first of three looks; what a name leads to is looked at when it is asked, and when it answers.
 */
export function parseEndpoint(text: string, reach: Reach): Endpoint {
  const trimmed = text.trim();
  if (trimmed === "") return refused("invalid_url", "Paste the URL of your endpoint.");
  if (trimmed.length > maxLength)
    return refused("invalid_url", `A URL may have ${maxLength.toLocaleString("en-US")} characters at most.`);
  // Browsers leave such characters out without a word; nobody means them.
  if (/[\s\\\p{Cc}]/u.test(trimmed)) return refused("invalid_url", "A URL has no spaces and no backslashes.");
  if (!URL.canParse(trimmed) || !/^https?:\/\/[^/]/i.test(trimmed))
    return refused("invalid_url", "Paste a whole URL, such as https://example.com/hooks/bellwire.");
  const url = new URL(trimmed);
  const mayBePlain = reach.addresses !== "public";
  if (url.protocol !== "https:" && !(mayBePlain && url.protocol === "http:"))
    return refused("not_https", "The URL must begin with https://.");
  if (url.username !== "" || url.password !== "")
    return refused("invalid_url", "Leave out the user name and password; use a header instead.");
  const port = url.port === "" ? 443 : Number(url.port);
  if (!mayBePlain && !reach.ports.includes(port))
    return refused("port_not_allowed", `Only these ports can be reached: ${reach.ports.join(", ")}.`);
  const refusal = refusalOfHost(url, reach);
  if (refusal) return refusal;
  url.hash = "";
  return { ok: true, url };
}

/** The URL for people to see: what stands after the question mark is often a secret. */
export function maskUrl(url: URL): string {
  const shown = `${url.origin}${url.pathname === "/" ? "" : url.pathname}${url.search === "" ? "" : "?••••"}`;
  return shown.length <= 200 ? shown : `${shown.slice(0, 199)}…`;
}
