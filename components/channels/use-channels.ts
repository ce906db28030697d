import { useCallback, useEffect, useRef, useState } from "react";
import { type ChannelPage, type ChannelPlace, findChannels } from "./channel-search";

/** What a search has come to. A page that was found stays while the next one is on its way. */
export type Found = { page: ChannelPage | null; error: string | null; isAsking: boolean };

const pauseMs = 200;
const nothing: Found = { page: null, error: null, isAsking: false };

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : "The list could not be read.");

/**
 * The channels that fit what is typed, asked for a moment after the last key and only while the list is open. A later
 * question overtakes an earlier one.
 */
export function useChannels({ projectId, installationId }: ChannelPlace, query: string, isOpen: boolean) {
  const [found, setFound] = useState<Found>(nothing);
  const asking = useRef<AbortController>(undefined);

  const ask = useCallback(
    async (cursor: string | undefined, refresh: boolean) => {
      asking.current?.abort();
      const abort = new AbortController();
      asking.current = abort;
      setFound((before) => ({ ...before, isAsking: true }));
      try {
        const place = { projectId, installationId };
        const page = await findChannels(place, { query, cursor, refresh }, abort.signal);
        if (abort.signal.aborted) return;
        setFound((before) => ({
          page: cursor ? { ...page, channels: [...(before.page?.channels ?? []), ...page.channels] } : page,
          error: null,
          isAsking: false,
        }));
      } catch (error) {
        if (abort.signal.aborted) return;
        setFound((before) => ({ ...before, error: wordsOf(error), isAsking: false }));
      }
    },
    [projectId, installationId, query],
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
