import { clsx } from "clsx";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { withQuery } from "@/components/ui/query-string";
import type { Preset } from "@/lib/routing/presets";

type Props = { presets: readonly Preset[]; current: string; place: Place };

/** The presets to choose from: plain links, so that each can be bookmarked. */
export function PresetList({ presets, current, place }: Props) {
  return (
    <nav aria-label="Presets">
      <ul className="grid gap-1">
        {presets.map(({ id, name, slots }) => (
          <li key={id}>
            <Link
              href={withQuery(projectPath(place, "routes", "presets"), { preset: id })}
              aria-current={id === current ? "page" : undefined}
              className={clsx(
                "block rounded-md border px-3 py-2 text-sm hover:bg-hover",
                id === current ? "border-accent-solid bg-raised" : "border-line",
              )}
            >
              <span className="font-medium text-ink">{name}</span>
              <span className="block text-xs text-ink-muted">
                {slots.length === 1 ? "1 destination" : `${slots.length} destinations`}
              </span>
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
