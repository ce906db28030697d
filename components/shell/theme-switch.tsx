"use client";

import { clsx } from "clsx";
import { type LucideIcon, Monitor, Moon, Sun } from "lucide-react";
import { type Theme, themes } from "./theme";

const looks = {
  system: { icon: Monitor, label: "Theme as the system has it" },
  light: { icon: Sun, label: "Light theme" },
  dark: { icon: Moon, label: "Dark theme" },
} satisfies Record<Theme, { icon: LucideIcon; label: string }>;

/** Applies a theme at once, before the server has stored it. */
function apply(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Three buttons that send a form; the server remembers the choice in a cookie. */
export function ThemeSwitch({ theme, choose }: { theme: Theme; choose: (form: FormData) => Promise<void> }) {
  return (
    <form action={choose} className="inline-flex gap-0.5 rounded-md border border-line bg-sunken p-0.5">
      {themes.map((option) => {
        const { icon: Icon, label } = looks[option];
        return (
          <button
            key={option}
            type="submit"
            name="theme"
            value={option}
            aria-pressed={option === theme}
            aria-label={label}
            title={label}
            onClick={() => apply(option)}
            className={clsx(
              "grid size-6 place-items-center rounded-sm text-ink-faint hover:text-ink max-lg:size-9",
              "aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card",
            )}
          >
            <Icon aria-hidden className="size-3.5" />
          </button>
        );
      })}
    </form>
  );
}
