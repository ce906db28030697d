/** What somebody typed or pasted into the picker. */
export type ChannelReference =
  | { kind: "id"; channelId: string }
  /** Words to look for in names; empty for all. */
  | { kind: "name"; text: string };

/** Public and private channels, and conversations with one person. Lower case is no id: it could be a name. */
const channelId = /^[CGD][A-Z0-9]{7,30}$/;
const archivePath = /^\/(?:archives|app_redirect)\/([CGD][A-Z0-9]{7,30})(?:\/|$)/;
const clientPath = /^\/client\/[TE][A-Z0-9]+\/([CGD][A-Z0-9]{7,30})(?:\/|$)/;
const slackHost = /^(?:[a-z0-9-]+\.)*slack(?:-gov)?\.com$/;

function idInLink(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || !slackHost.test(url.hostname)) return undefined;
  return (archivePath.exec(url.pathname) ?? clientPath.exec(url.pathname))?.[1];
}

/**
 * Reads an id (`C0123456789`), a link to a channel or to a message in it (`https://acme.slack.com/archives/C…`), or a name
 * with or without its `#`.
 */
export function readChannelReference(typed: string): ChannelReference {
  const text = typed.trim();
  if (channelId.test(text)) return { kind: "id", channelId: text };
  const linked = idInLink(text);
  if (linked !== undefined) return { kind: "id", channelId: linked };
  // What Slack copies from a mention: <#C0123456789|name>.
  const mention = /^<#([CGD][A-Z0-9]{7,30})(?:\|[^>]*)?>$/.exec(text)?.[1];
  if (mention !== undefined) return { kind: "id", channelId: mention };
  return { kind: "name", text: text.replace(/^#+/, "").slice(0, 80).toLowerCase() };
}
