const linkable: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * The address as it may be linked, or undefined: only http, https and mailto, no user name or password (which lets
 * one host pose as another), and no longer than Slack takes (3,000 characters, docs: button).
 */
export function linkableUrl(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > 2_000 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!linkable.has(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  return url.href.length <= 3_000 ? url.href : undefined;
}
