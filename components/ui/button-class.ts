import { clsx } from "clsx";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors " +
  "disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

const variants = {
  primary: "border-transparent bg-primary text-inverse hover:bg-primary-hover",
  secondary: "border-line-strong bg-surface text-ink shadow-card hover:bg-hover",
  quiet: "border-transparent bg-transparent text-ink-muted hover:bg-hover hover:text-ink",
  danger: "border-bad-line bg-surface text-bad shadow-card hover:bg-bad-soft",
  "danger-solid": "border-transparent bg-bad text-inverse hover:opacity-90",
} as const;

const sizes = {
  sm: "h-7 px-2.5 text-sm max-sm:h-9",
  md: "h-8 px-3 text-sm max-sm:h-10",
  lg: "h-10 px-4 text-base",
  icon: "size-8 p-0 max-sm:size-10",
} as const;

export type ButtonLook = { variant?: keyof typeof variants; size?: keyof typeof sizes };

/** The look of a button, for whatever element has to be one. */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook, className?: string): string {
  return clsx(base, variants[variant], sizes[size], className);
}
