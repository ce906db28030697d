"use client";

import { useSyncExternalStore } from "react";
import { formatInstant, formatRelative } from "./time-format";

type Props = { /** ISO 8601 instant. */ iso: string; timeZone: string; className?: string };

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
const step = 10_000;

// One clock for all the times on a page.
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, step);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

// Coarse, so that the server's rendering and the browser's first one agree.
function readClock() {
  return Math.floor(Date.now() / step) * step;
}

/** "3 min ago", kept up to date, with the absolute time in the project's zone on hover. */
export function RelativeTime({ iso, timeZone, className }: Props) {
  const now = useSyncExternalStore(subscribe, readClock, readClock);
  return (
    <time dateTime={iso} title={formatInstant(iso, timeZone)} className={className} suppressHydrationWarning>
      {formatRelative(iso, now)}
    </time>
  );
}
