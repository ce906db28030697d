const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Makes any text safe inside an element and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** An address that may stand in `href` or `src`: http, https or mailto; `undefined` for every other. */
export function safeUrl(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  return ["http:", "https:", "mailto:"].includes(new URL(address).protocol) ? address : undefined;
}
