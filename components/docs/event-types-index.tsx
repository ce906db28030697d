import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { EventType } from "@/lib/events/catalog/define";
import { families } from "@/lib/events/catalog/define";
import { SeverityPill } from "./severity-pill";

const titleOf = (family: string) => family.charAt(0).toUpperCase() + family.slice(1);

/** Every type of the catalog, family by family, each with a link to its own page. */
export function EventTypesIndex({ entries }: { entries: readonly EventType[] }) {
  return (
    <>
      <nav aria-label="Families of event types" className="mb-6">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {families.map((family) => (
            <li key={family}>
              <a href={`#${family}`} className="text-accent underline-offset-2 hover:underline">
                {titleOf(family)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-6">
        {families.map((family) => (
          <div key={family} id={family} className="scroll-mt-4">
            <Card title={titleOf(family)} flush>
              <ul className="divide-y divide-line">
                {entries
                  .filter((entry) => entry.family === family)
                  .map((entry) => (
                    <TypeLine key={entry.type} entry={entry} />
                  ))}
              </ul>
            </Card>
          </div>
        ))}
      </div>
    </>
  );
}

function TypeLine({ entry: { type, label, description, severity } }: { entry: EventType }) {
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[16rem_1fr_auto]">
      <Link
        href={`/docs/events/${type}`}
        className="self-start font-mono text-sm break-all text-accent underline-offset-2 hover:underline"
      >
        {type}
      </Link>
      <div className="min-w-0">
        <p className="font-medium">{label}</p>
        <p className="text-sm text-ink-muted">{description}</p>
      </div>
      <div>
        <SeverityPill severity={severity} />
      </div>
    </li>
  );
}
