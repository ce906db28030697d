import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Pill } from "@/components/ui/pill";
import type { Difference } from "@/lib/events/what-if-now";
import { shelfOfRoute } from "@/lib/routing/reason";
import { VerdictPill } from "./verdict";

const maxListed = 50;

function Word({ verdict }: { verdict: Difference["before"] }) {
  return verdict === "absent" ? <Pill>Not there</Pill> : <VerdictPill verdict={verdict} />;
}

/** What today's routes would say to an event that they were asked about before, where it is something else. */
export function Differences({ differences, place }: { differences: readonly Difference[]; place: Place }) {
  if (differences.length === 0) {
    return <p className="p-4 text-ink-muted">The same: no route would decide otherwise today.</p>;
  }
  const rest = differences.length - maxListed;
  return (
    <>
      <ul className="divide-y divide-line">
        {differences.slice(0, maxListed).map((difference) => (
          <li key={difference.routeId} className="px-4 py-2.5 text-sm">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="sr-only">Then: </span>
              <Word verdict={difference.before} />
              <span aria-hidden className="text-ink-faint">
                →
              </span>
              <span className="sr-only">Now: </span>
              <Word verdict={difference.now} />
              {difference.now === "absent" ? (
                <span className="font-medium">{difference.routeName}</span>
              ) : (
                <Link
                  href={projectPath(place, shelfOfRoute(difference.routeId), difference.routeId)}
                  className="font-medium underline underline-offset-2"
                >
                  {difference.routeName}
                </Link>
              )}
              <span className="text-ink-muted">{`to ${difference.destinationName}`}</span>
            </span>
            <span className="mt-1 block text-ink-muted">{difference.text}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-ink-muted">{`And ${rest} more.`}</p>
      )}
    </>
  );
}
