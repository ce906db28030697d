import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { softTone, type Tone } from "./tone";

type Props = { tone?: Tone; icon?: LucideIcon; children: ReactNode; title?: string; className?: string };

/** A state or a label in one word, with an icon where the colour says something. */
export function Pill({ tone = "neutral", icon: Icon, children, title, className }: Props) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex h-5.5 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap",
        softTone[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
      {children}
    </span>
  );
}
