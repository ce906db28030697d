import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";
import { SkipLink } from "@/components/shell/skip-link";
import type { Theme } from "@/components/shell/theme";
import { ThemeSwitch } from "@/components/shell/theme-switch";

type Props = { theme: Theme; chooseTheme: (form: FormData) => Promise<void>; children: ReactNode };

/** The frame of the public documentation: open to everybody, signed in or not. */
export function DocsFrame({ theme, chooseTheme, children }: Props) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-8">
      <SkipLink />
      <header className="flex h-16 items-center justify-between gap-4">
        <Link href="/" aria-label="Bellwire, to the start" className="rounded-md">
          <Brand />
        </Link>
        <ThemeSwitch theme={theme} choose={chooseTheme} />
      </header>
      <main id="main" tabIndex={-1} className="flex-1 py-6 outline-none">
        {children}
      </main>
    </div>
  );
}
