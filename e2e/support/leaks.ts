/** Something that may show what it must not: a log, a page, an answer, a row. */
export type Text = { where: string; text: string };

/** Base64 of a text wherever it begins within another one: the first and last characters depend on its neighbours. */
function base64Cores(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64url");
    return encoded.slice(offset === 0 ? 0 : offset + 1, -1);
  });
}

/** How a text can stand somewhere without being easily seen. */
export function spellings(text: string): string[] {
  const cores = base64Cores(text);
  const plain = cores.map((core) => core.replaceAll("-", "+").replaceAll("_", "/"));
  const hex = Buffer.from(text).toString("hex");
  const all = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), hex, ...cores, ...plain];
  return [...new Set(all)];
}

/** Where any of the secrets stand, by their names alone: a report of a leak must not be another one. */
export function leaksIn(texts: Iterable<Text>, secrets: Readonly<Record<string, string>>): string[] {
  const wanted = Object.entries(secrets).map(([name, secret]) => ({ name, forms: spellings(secret) }));
  const found = new Set<string>();
  for (const { where, text } of texts) {
    for (const { name, forms } of wanted) {
      if (forms.some((form) => text.includes(form))) found.add(`${name} in ${where}`);
    }
  }
  return [...found];
}
