import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import type { Decision } from "@/lib/routing/reason";
import { shelfOfRoute } from "@/lib/routing/reason";
import { ChecksTable } from "./checks-table";
import { VerdictPill } from "./verdict";

type Props = { decision: Decision; place: Place; isOpen: boolean };

/** What one route said, to be opened for the values that it saw. */
export function DecisionItem({ decision, place, isOpen }: Props) {
  return (
    <details open={isOpen} className="group/decision">
      <summary className="flex gap-x-3 px-4 py-2.5 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]">
        <ChevronRight
          aria-hidden
          className="mt-1 size-4 shrink-0 text-ink-faint transition-transform group-open/decision:rotate-90"
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <VerdictPill verdict={decision.verdict} />
          <span className="font-medium">{decision.routeName}</span>
          <span className="text-ink-muted">{`to ${decision.destinationName}`}</span>
          <span className="basis-full text-ink-muted">{decision.reason.text}</span>
        </span>
      </summary>
      <div className="border-t border-line bg-sunken">
        {decision.checks.length > 0 ? (
          <ChecksTable checks={decision.checks} />
        ) : (
          <p className="px-4 py-2 text-sm text-ink-muted">No condition was compared.</p>
        )}
        <p className="px-4 py-2 text-sm">
          <Link
            href={projectPath(place, shelfOfRoute(decision.routeId), decision.routeId)}
            className="text-ink underline underline-offset-2"
          >
            {shelfOfRoute(decision.routeId) === "rules" ? "Open rule" : "Open route"}
          </Link>
        </p>
      </div>
    </details>
  );
}
