import { Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { drawerId } from "./drawer";
import { SkipLink } from "./skip-link";

type Props = {
  homeHref: string;
  switcher: ReactNode;
  navigation: ReactNode;
  account: ReactNode;
  children: ReactNode;
};

/**
 * The frame of every signed-in page. The sidebar is one element: beside the page where there is room, and a native
 * popover (closed by Escape or a tap outside) where there is not.
 */
export function ConsoleShell({ homeHref, switcher, navigation, account, children }: Props) {
  return (
    <div className="relative min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <div aria-hidden className="pointer-events-none fixed inset-x-0 top-0 z-40 h-0.5 overflow-hidden">
        <div className="navigation-bar h-full bg-accent-solid" />
      </div>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-3 border-b border-line bg-surface px-3 lg:hidden">
        <button
          type="button"
          popoverTarget={drawerId}
          aria-label="Open navigation"
          className="grid size-10 place-items-center rounded-md text-ink-muted hover:bg-hover"
        >
          <MenuIcon aria-hidden className="size-5" />
        </button>
        <Link href={homeHref} className="flex rounded-md">
          <Brand />
        </Link>
      </header>
      <aside
        id={drawerId}
        popover="auto"
        className={
          "m-0 h-dvh max-h-none w-72 max-w-[85vw] flex-col gap-4 overflow-y-auto border-0 border-r border-line bg-surface p-3 text-ink " +
          "open:flex lg:sticky lg:top-0 lg:flex lg:w-auto lg:max-w-none"
        }
      >
        <Link href={homeHref} className="mt-1 flex self-start rounded-md px-1.5">
          <Brand />
        </Link>
        {switcher}
        {navigation}
        <div className="mt-auto">{account}</div>
      </aside>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-6 lg:px-8">
        <div className="page mx-auto max-w-6xl">{children}</div>
      </main>
    </div>
  );
}
