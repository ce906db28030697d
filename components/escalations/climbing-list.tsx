import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ClimbingItem } from "@/lib/escalations/queries";

/** Cases that will be told on unless somebody acknowledges them. */
export function ClimbingList({
  items,
  place,
  timeZone,
}: {
  items: ClimbingItem[];
  place: Place;
  timeZone: string;
}) {
  return (
    <ul className="divide-y divide-line text-sm">
      {items.map(({ caseId, text, policyName, steps, dueAt }) => (
        <li
          key={`${caseId} ${policyName}`}
          className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2.5"
        >
          <Link href={projectPath(place, "cases", caseId)} className="font-medium">
            {text}
          </Link>
          <span className="text-ink-muted">
            {`${policyName}, step ${steps + 1} `}
            <RelativeTime iso={dueAt.toISOString()} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ul>
  );
}
