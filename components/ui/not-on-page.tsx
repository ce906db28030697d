"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** Shows something on every page but one: the one that says it better itself. */
export function NotOnPage({ path, children }: { path: string; children: ReactNode }) {
  return usePathname() === path ? null : children;
}
