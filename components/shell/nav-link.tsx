"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { LinkPending } from "@/components/ui/link-pending";
import { drawerId } from "./drawer";

type Props = {
  href: string /** Current only on exactly this page, not on those below it. */;
  exact?: boolean;
  icon: ReactNode;
  children: ReactNode;
};

/** One line of the navigation; knows whether it is where the reader is, and closes the drawer when followed. */
export function NavLink({ href, exact = false, icon, children }: Props) {
  const pathname = usePathname();
  const isCurrent = pathname === href || (!exact && pathname.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      onClick={() => document.getElementById(drawerId)?.hidePopover()}
      className={clsx(
        "relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium max-lg:h-11 max-lg:text-base [&_svg]:size-4 [&_svg]:shrink-0",
        isCurrent
          ? "bg-hover text-ink before:absolute before:inset-y-1.5 before:-left-3 before:w-0.75 before:rounded-r-full before:bg-accent-solid"
          : "text-ink-muted hover:bg-hover hover:text-ink",
      )}
    >
      {icon}
      {children}
      <LinkPending />
    </Link>
  );
}
