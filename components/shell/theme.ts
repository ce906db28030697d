export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers the choice, so that the server can write it into the first byte of a page. */
export const themeCookie = "bellwire_theme";

/** Reads a stored or posted choice; anything unknown means "as the system has it". */
export function parseTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
