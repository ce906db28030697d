import { useCallback, useEffect, useRef, useState } from "react";

/** What a search has come to. A page that was found stays while the next one is on its way. */
export type Found<Page> = { page: Page | null; error: string | null; isAsking: boolean };

export type Asked = { query: string; cursor?: string | undefined; refresh?: boolean | undefined };

type Search<Page> = {
  /** The same function as long as the same place is searched. */
  find: (asked: Asked, signal: AbortSignal) => Promise<Page>;
  /** A page put behind those before it. The same function every time. */
  join: (before: Page, next: Page) => Page;
  query: string;
  isOpen: boolean;
};

const pauseMs = 200;

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : "The list could not be read.");

/**
 * What fits what is typed, asked for a moment after the last key and only while the list is open. A later question
 * overtakes an earlier one.
 */
export function useSearch<Page extends { nextCursor: string | null }>({
  find,
  join,
  query,
  isOpen,
}: Search<Page>) {
  const [found, setFound] = useState<Found<Page>>({ page: null, error: null, isAsking: false });
  const asking = useRef<AbortController>(undefined);

  const ask = useCallback(
    async (cursor: string | undefined, refresh: boolean) => {
      asking.current?.abort();
      const abort = new AbortController();
      asking.current = abort;
      setFound((before) => ({ ...before, isAsking: true }));
      try {
        const page = await find({ query, cursor, refresh }, abort.signal);
        if (abort.signal.aborted) return;
        setFound((before) => ({
          page: cursor && before.page ? join(before.page, page) : page,
          error: null,
          isAsking: false,
        }));
      } catch (error) {
        if (abort.signal.aborted) return;
        setFound((before) => ({ ...before, error: wordsOf(error), isAsking: false }));
      }
    },
    [find, join, query],
  );

  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => void ask(undefined, false), pauseMs);
    return () => clearTimeout(timer);
  }, [ask, isOpen]);

  useEffect(() => () => asking.current?.abort(), []);

  const cursor = found.page?.nextCursor ?? undefined;
  return {
    found,
    more: cursor === undefined ? undefined : () => void ask(cursor, false),
    refresh: () => void ask(undefined, true),
  };
}
