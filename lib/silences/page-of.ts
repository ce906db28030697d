/** One page of what keeps something from being told. */
export type PageOf<Item> = { items: Item[]; nextCursor: string | null };

/** How many a page holds unless told otherwise. */
export const usualPage = 50;

/** What a page is asked for by. */
export type PageAsk = { cursor?: string | undefined; limit?: number | undefined };

/** The page that rows make of which one more was asked for than it holds. @param cursorOf where the next page goes on from. */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): PageOf<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}
