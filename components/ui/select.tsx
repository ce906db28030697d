import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";

/** A native select with our arrow. The key makes React honour a new default after a form was sent. */
export function Select({ className, children, defaultValue, ...rest }: ComponentProps<"select">) {
  return (
    <span className={clsx("relative block", className)}>
      <select
        key={String(defaultValue ?? "")}
        defaultValue={defaultValue}
        className={clsx(controlClass, "h-8 appearance-none pr-8 max-sm:h-10")}
        {...rest}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-ink-faint"
      />
    </span>
  );
}
