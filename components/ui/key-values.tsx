import { clsx } from "clsx";
import type { ReactNode } from "react";

export type KeyValue = { label: ReactNode; value: ReactNode };

/** Facts about one thing, a line each. */
export function KeyValues({ items, className }: { items: KeyValue[]; className?: string }) {
  return (
    <dl className={clsx("grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[minmax(7rem,auto)_1fr]", className)}>
      {items.map((item, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed for one rendering.
        <div key={position} className="contents">
          <dt className="text-ink-muted max-sm:mt-1 max-sm:text-xs">{item.label}</dt>
          <dd className="min-w-0 text-ink">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
