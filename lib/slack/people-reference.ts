/** What somebody typed or pasted to say whom they mean. */
export type PersonReference =
  | { kind: "id"; userId: string }
  | { kind: "email"; email: string }
  /** Words to look for in names; empty for all. */
  | { kind: "name"; text: string };

/** People of a workspace, and of a whole Slack organization. Lower case is no id: it could be a name. */
const userId = /^[UW][A-Z0-9]{6,30}$/;
const slackHost = /^(?:[a-z0-9-]+\.)*slack(?:-gov)?\.com$/;
const profilePath = /^\/(?:team|client\/[TE][A-Z0-9]+\/user_profile)\/([UW][A-Z0-9]{6,30})(?:\/|$)/;
/** Good enough to know an address from a name; Slack says whose it is. */
const address = /^[^\s@<>]{1,200}@[^\s@<>]+\.[^\s@<>]+$/;

function idInLink(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || !slackHost.test(url.hostname)) return undefined;
  return profilePath.exec(url.pathname)?.[1];
}

/**
 * Reads an e-mail address, a member id (`U0123456789`, what Slack calls “Copy member ID”), a link to a profile
 * (`https://acme.slack.com/team/U…`), a mention (`<@U…>`), or a name with or without its `@`.
 */
export function readPersonReference(typed: string): PersonReference {
  const text = typed.trim();
  if (userId.test(text)) return { kind: "id", userId: text };
  const linked = idInLink(text) ?? /^<@([UW][A-Z0-9]{6,30})(?:\|[^>]*)?>$/.exec(text)?.[1];
  if (linked !== undefined) return { kind: "id", userId: linked };
  const mailed = text.replace(/^mailto:/i, "");
  if (address.test(mailed)) return { kind: "email", email: mailed.toLowerCase() };
  return { kind: "name", text: text.replace(/^@+/, "").slice(0, 80).toLowerCase() };
}
