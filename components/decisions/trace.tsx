import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import type { Decision } from "@/lib/routing/reason";
import { ChecksTable } from "./checks-table";
import { VerdictPill } from "./verdict";

type Props = {
  trace: readonly Decision[];
  place: Place /** The route to open at once. */;
  routeId?: string | null;
};

const order = { send: 0, suppress: 1, skip: 2 } satisfies Record<Decision["verdict"], number>;

function DecisionItem({ decision, place, isOpen }: { decision: Decision; place: Place; isOpen: boolean }) {
  return (
    <details open={isOpen} className="group">
      <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
        <VerdictPill verdict={decision.verdict} />
        <span className="font-medium">{decision.routeName}</span>
        <span className="text-ink-muted">{`to ${decision.destinationName}`}</span>
        <span className="basis-full pl-7 text-ink-muted">{decision.reason.text}</span>
      </summary>
      <div className="border-t border-line bg-sunken">
        {decision.checks.length > 0 ? (
          <ChecksTable checks={decision.checks} />
        ) : (
          <p className="px-4 py-2 text-sm text-ink-muted">No condition was compared.</p>
        )}
        <p className="px-4 py-2 text-sm">
          <Link
            href={projectPath(place, "routes", decision.routeId)}
            className="text-ink underline underline-offset-2"
          >
            Open route
          </Link>
        </p>
      </div>
    </details>
  );
}

/** Every route that was considered for an event, those that sent first, each with its reason and the values it saw. */
export function DecisionTrace({ trace, place, routeId }: Props) {
  if (trace.length === 0) {
    return (
      <p className="p-4 text-ink-muted">
        There was no route when this event was decided, so nobody was told.
      </p>
    );
  }
  const sorted = [...trace].sort((one, other) => order[one.verdict] - order[other.verdict]);
  return (
    <ul className="divide-y divide-line">
      {sorted.map((decision) => (
        <li key={`${decision.routeId}-${decision.destinationId}`}>
          <DecisionItem decision={decision} place={place} isOpen={decision.routeId === routeId} />
        </li>
      ))}
    </ul>
  );
}
