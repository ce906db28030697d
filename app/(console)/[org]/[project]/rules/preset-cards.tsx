import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { withQuery } from "@/components/ui/query-string";
import { rulePresets } from "@/lib/rules/presets/offered";

/** Rules that are often wanted, to start from. */
export function PresetCards({ place }: { place: Place }) {
  const path = projectPath(place, "rules", "new");
  return (
    <section aria-labelledby="rule-presets" className="border-t border-line p-4">
      <h2 id="rule-presets" className="text-base font-semibold">
        Start from a preset
      </h2>
      <ul className="mt-3 grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {rulePresets.map(({ id, name, description }) => (
          <li key={id}>
            <Link
              href={withQuery(path, { preset: id })}
              className="block h-full rounded-md border border-line px-3 py-2.5 text-sm hover:bg-hover"
            >
              <span className="font-medium text-ink">{name}</span>
              <span className="mt-0.5 block text-ink-muted">{description}</span>
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
