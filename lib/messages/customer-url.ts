import { linkableUrl } from "./url";

const placeholder = /\{\{\s*customer\.id\s*\}\}/g;

/**
 * A customer's page by the project's own pattern, such as `https://app.example/c/{{ customer.id }}` (OCT-8).
 * Undefined without an id to put in, for a pattern that has no place for it, and for what may not be linked.
 */
export function customerUrlOf(pattern: string | undefined, id: string | undefined): string | undefined {
  if (pattern === undefined || id === undefined || pattern.search(placeholder) < 0) return undefined;
  return linkableUrl(pattern.replace(placeholder, encodeURIComponent(id)));
}
