/** The request header in which `proxy.ts` tells pages their own address: Next tells a layout no more than its parameters. */
export const askedPathHeader = "x-bellwire-asked-path";

/**
 * The path and query that a browser asked for, for the way back after signing in.
 * @param url as the browser asked for it; what Next adds to fetch parts of a page is taken out.
 */
export function askedPathOf({ pathname, searchParams }: Pick<URL, "pathname" | "searchParams">): string {
  const query = new URLSearchParams(searchParams);
  query.delete("_rsc");
  return query.size === 0 ? pathname : `${pathname}?${query}`;
}

/**
 * Where to come back to: the page that was asked for, if it is `home` or below it, else `home`.
 * @param asked the header's value; a browser can send what it likes where the proxy does not stand before the page.
 */
export function wayBack(asked: string | null, home: string): string {
  if (asked === null) return home;
  const isBelow = asked === home || asked.startsWith(`${home}/`) || asked.startsWith(`${home}?`);
  return isBelow ? asked : home;
}
