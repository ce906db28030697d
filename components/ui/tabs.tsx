import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { LinkPending } from "./link-pending";

export type Tab = { href: string; label: ReactNode; current: boolean };

/** Sibling pages as tabs: plain links, so they can be bookmarked and opened apart. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav aria-label={label} className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
      {items.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={clsx(
            "-mb-px border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap focus-visible:outline-offset-[-2px]",
            tab.current ? "border-accent-solid text-ink" : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {tab.label}
          <LinkPending />
        </Link>
      ))}
    </nav>
  );
}
