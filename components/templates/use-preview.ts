"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { TemplatePreview } from "@/lib/templates/preview";
import type { TemplateBody } from "@/lib/templates/schema";

/** What a preview is asked for; no event id means the sample. */
export type Asked = { eventId: string; body: TemplateBody };
export type Previewer = (asked: Asked) => Promise<TemplatePreview | { refused: string }>;

const quietMs = 300;

/** The preview of what is being typed: asked for after a short pause, the newest answer wins. */
export function usePreview(initial: TemplatePreview, preview: Previewer, asked: Asked) {
  const [shown, setShown] = useState(initial);
  const [isPending, setPending] = useState(false);
  const [refused, setRefused] = useState("");
  const wanted = JSON.stringify(asked);
  const answered = useRef(wanted);

  const ask = useEffectEvent(async (isCurrent: () => boolean) => {
    const answer = await preview(asked).catch(() => ({ refused: "The preview could not be loaded." }));
    if (!isCurrent()) return;
    answered.current = wanted;
    setPending(false);
    setRefused("refused" in answer ? answer.refused : "");
    if (!("refused" in answer)) setShown(answer);
  });

  useEffect(() => {
    const isWanted = wanted !== answered.current;
    setPending(isWanted);
    if (!isWanted) return;
    let isCurrent = true;
    const timer = setTimeout(() => void ask(() => isCurrent), quietMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  return { shown, isPending, refused };
}
