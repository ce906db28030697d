import { parseEmailAddress } from "@/lib/auth/email-address";
import type { AlertRecipients } from "../amberflo/rule-of";

/** A destination that an alert asks for. `key` is the same for the same place. */
export type WantedDestination =
  | { kind: "email"; key: string; name: string; recipients: string[] }
  | { kind: "slack_webhook"; key: string; name: string; url: string }
  | {
      kind: "webhook";
      key: string;
      name: string;
      url: string;
      headers: { name: string; value: string }[];
      payload: string | undefined;
    };

/** What destinations are named by: short enough to be told apart in a list. */
const nameOf = (text: string) => text.replace(/\s+/gu, " ").slice(0, 76).trim();

const isSlackHook = (url: string) => /^https:\/\/hooks\.slack\.com\//.test(url);

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "endpoint";
}

/** The destinations of an alert: one mail to all its addresses, one webhook (AMB-1…3). Addresses that are none are told apart. */
export function destinationsOf({ email, webhook }: AlertRecipients): {
  wanted: WantedDestination[];
  refused: string[];
} {
  const wanted: WantedDestination[] = [];
  const refused: string[] = [];
  const addresses = new Set<string>();
  for (const text of email) {
    const address = parseEmailAddress(text);
    if (address === undefined) refused.push(`“${text.slice(0, 60)}” is no e-mail address and is left out.`);
    else addresses.add(address);
  }
  if (addresses.size > 0) {
    const recipients = [...addresses].sort();
    const rest = recipients.length - 1;
    const name = nameOf(rest > 0 ? `${recipients[0]} and ${rest} more` : (recipients[0] ?? ""));
    wanted.push({ kind: "email", key: `email ${recipients.join(" ")}`, name, recipients });
  }
  if (webhook && isSlackHook(webhook.url))
    wanted.push({
      kind: "slack_webhook",
      key: `hook ${webhook.url}`,
      name: "Slack webhook",
      url: webhook.url,
    });
  else if (webhook)
    wanted.push({
      kind: "webhook",
      key: JSON.stringify(webhook),
      name: nameOf(`Webhook ${hostOf(webhook.url)}`),
      ...webhook,
    });
  return { wanted, refused };
}
