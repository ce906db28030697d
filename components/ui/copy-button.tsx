"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";
import type { ButtonLook } from "./button-class";

type Props = ButtonLook & {
  /** What lands on the clipboard. */ text: string /** What is copied, for the label: "id" gives "Copy id". */;
  what: string;
  showLabel?: boolean;
};

/** Copies a text and says so. */
export function CopyButton({ text, what, showLabel = false, variant = "quiet", size }: Props) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "refused">("idle");
  const label = { idle: `Copy ${what}`, copied: "Copied", refused: "Copy it by hand" }[outcome];

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
    setTimeout(() => setOutcome("idle"), 2000);
  }

  return (
    <Button
      variant={variant}
      size={size ?? (showLabel ? "sm" : "icon")}
      onClick={copy}
      aria-label={label}
      title={label}
    >
      {outcome === "copied" ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
      {showLabel && label}
      <span role="status" className="sr-only">
        {outcome === "idle" ? "" : label}
      </span>
    </Button>
  );
}
