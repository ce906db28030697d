import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"button">, "children" | "role"> & {
  checked: boolean;
  label: string;
  showLabel?: boolean;
};

/**
 * An on/off switch that acts at once. A button, so that inside a form with a server action it works without script:
 * give it `type="submit"`, a `name` and the value it should change to.
 */
export function Switch({ checked, label, showLabel = false, className, type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      role="switch"
      aria-checked={checked}
      aria-label={showLabel ? undefined : label}
      className={clsx(
        "group inline-flex items-center gap-2 rounded-full py-1 text-left text-sm disabled:opacity-60",
        className,
      )}
      {...rest}
    >
      <span
        aria-hidden
        className="relative h-4.5 w-8 shrink-0 rounded-full bg-field-line transition-colors group-aria-checked:bg-good-solid forced-colors:border"
      >
        <span className="absolute top-0.5 left-0.5 size-3.5 rounded-full bg-white shadow-card transition-transform group-aria-checked:translate-x-3.5" />
      </span>
      {showLabel && label}
    </button>
  );
}
