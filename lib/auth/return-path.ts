/**
 * The path of ours that a `callbackUrl` names, given as a path or as a full URL of our own origin; `/` for everything else.
 * Read as browsers read it, so that no spelling (`//host`, `/\host`, a tab in between, `/.//host`) leads to another site.
 * @param origin ours, as in `https://bellwire.example`.
 */
export function returnPath(text: unknown, origin: string): string {
  if (typeof text !== "string" || text.length > 2_000) return "/";
  const url = URL.parse(text, origin);
  if (url?.origin !== origin || url.username !== "" || url.password !== "") return "/";
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith("//") || isDeadEnd(url.pathname) ? "/" : path;
}

/** Signing in must not end on a page for people who have not signed in yet, nor on an endpoint. */
function isDeadEnd(pathname: string): boolean {
  return /^\/(?:sign-in|api)(?:\/|$)/.test(pathname);
}
