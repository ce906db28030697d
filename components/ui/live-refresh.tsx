"use client";

import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "./button";

type Props = { everyMs: number /** Shows whether it is live, and a way to stop it. */; hasControl?: boolean };

/** Keeps the page true: asks the server again every so often, while somebody is looking. */
export function LiveRefresh({ everyMs, hasControl = false }: Props) {
  const router = useRouter();
  const [isPaused, setPaused] = useState(false);
  const [isAsking, startAsking] = useTransition();

  useEffect(() => {
    // The next wait begins when the answer is there, so that a slow server is never asked twice at once.
    if (isPaused || isAsking) return;
    const refresh = () => {
      if (document.visibilityState === "visible") startAsking(() => router.refresh());
    };
    const timer = setInterval(refresh, everyMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [isPaused, isAsking, everyMs, router]);

  if (!hasControl) return null;
  return (
    <span className="flex items-center gap-2 text-sm text-ink-muted">
      <span className="relative flex size-2">
        {!isPaused && <span className="absolute inset-0 animate-beacon rounded-full bg-good-solid" />}
        <span
          className={isPaused ? "size-2 rounded-full bg-neutral-solid" : "size-2 rounded-full bg-good-solid"}
        />
      </span>
      <span role="status">{isPaused ? "Paused" : "Live"}</span>
      <Button
        variant="quiet"
        size="icon"
        onClick={() => setPaused(!isPaused)}
        aria-label={isPaused ? "Resume live updates" : "Pause live updates"}
      >
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
      </Button>
    </span>
  );
}
