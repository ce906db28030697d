import type { ReactNode } from "react";

type Props = { label: string; className: string; children: ReactNode };

/** Something that scrolls inside itself, reachable and scrollable by keyboard. */
export function ScrollRegion({ label, className, children }: Props) {
  return (
    <section
      aria-label={label}
      className={`${className} focus-visible:outline-offset-[-2px]`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      {children}
    </section>
  );
}
