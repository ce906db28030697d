"use client";

import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef } from "react";

type Props = {
  /** What the closed menu shows. */
  summary: ReactNode;
  label: string;
  children: ReactNode;
  summaryClass?: string;
  panelClass?: string;
};

/** A disclosure that floats: native <details>, so it opens without script; with it, it also closes on Escape, on leaving and on following a link. */
export function Menu({ summary, label, children, summaryClass, panelClass }: Props) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const close = (event: Event) => {
      if (event.target instanceof Node && !element.contains(event.target)) element.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open) return;
      element.open = false;
      element.querySelector("summary")?.focus();
    };
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("a")) element.open = false;
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    element.addEventListener("keydown", onKey);
    element.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("click", onClick);
    };
  }, []);

  return (
    <details ref={details} className="group/menu relative">
      <summary className={clsx("rounded-md", summaryClass)}>
        {summary}
        <span className="sr-only">{label}</span>
      </summary>
      <div
        className={clsx("absolute z-30 rounded-lg border border-line bg-raised p-1 shadow-float", panelClass)}
      >
        {children}
      </div>
    </details>
  );
}
