import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, type LucideIcon, Sparkle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { softTone, type Tone } from "./tone";

const icons = {
  neutral: Info,
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  accent: Sparkle,
} satisfies Record<Tone, LucideIcon>;

type Props = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** What the reader can do about it. */
  action?: ReactNode;
  /** Announces itself when it appears: `alert` interrupts, `status` waits. */
  live?: "alert" | "status";
  className?: string;
};

/** A message inside the page: what is the case, and what to do next. */
export function Callout({ tone = "info", title, children, action, live, className }: Props) {
  const Icon = icons[tone];
  return (
    <div
      role={live}
      className={clsx(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border px-3 py-2.5 text-sm",
        softTone[tone],
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-48">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={clsx(title ? "text-ink-muted" : "text-ink")}>{children}</div>}
      </div>
      {action && <div className="flex shrink-0 flex-wrap gap-2 self-center">{action}</div>}
    </div>
  );
}
