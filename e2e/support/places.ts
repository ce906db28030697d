import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import type { Text } from "./leaks";
import type { Stack } from "./stack";
import { withDatabase } from "./tenant";

/** All that the parts have logged, from the first line. */
export function logTexts({ dataDir }: Pick<Stack, "dataDir">): Text[] {
  const folder = join(dataDir, "logs");
  return readdirSync(folder).map((name) => ({
    where: `log ${name}`,
    text: readFileSync(join(folder, name), "utf8"),
  }));
}

/** Every row of every table of every schema, the engine's too, as Postgres writes it. */
export async function databaseTexts({ databaseUrl }: Pick<Stack, "databaseUrl">): Promise<Text[]> {
  return withDatabase(databaseUrl, async (sql) => {
    const tables = await sql<{ schema: string; name: string }[]>`
      select schemaname as schema, tablename as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`;
    const texts: Text[] = [];
    for (const { schema, name } of tables) {
      const rows = await sql<{ text: string }[]>`select t::text as text from ${sql(`${schema}.${name}`)} t`;
      texts.push(...rows.map(({ text }) => ({ where: `table ${schema}.${name}`, text })));
    }
    return texts;
  });
}

/** Addresses of ours in a page, as far as they lead to pages. */
function linksIn(html: string, origin: string): string[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*?href="([^"]+)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );
  return hrefs.flatMap((href) => {
    const url = URL.parse(href, origin);
    if (url?.origin !== origin || /^\/(?:api|_next)\//.test(url.pathname)) return [];
    return [url.pathname + url.search];
  });
}

type Crawl = {
  origin: string;
  starts: readonly string[] /** More pages than this are a mistake. */;
  most: number;
};

/**
 * Every page that can be come to by links, with all that the server sends for it: what it shows, and what it hands to
 * its scripts. @throws when there are more pages than there should be
 */
export async function pageTexts(
  request: APIRequestContext,
  { origin, starts, most }: Crawl,
): Promise<(Text & { path: string })[]> {
  const waiting = [...starts];
  const seen = new Set(waiting);
  const texts: (Text & { path: string })[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (texts.length >= most) throw new Error(`More than ${most} pages.`);
    const answer = await request.get(origin + path);
    const text = await answer.text();
    texts.push({ where: `page ${path}`, text, path });
    for (const link of linksIn(text, origin)) {
      if (seen.has(link)) continue;
      seen.add(link);
      waiting.push(link);
    }
  }
  return texts;
}
