import { ChevronRight } from "lucide-react";
import type { Place } from "@/components/shell/paths";
import { LinkButton } from "@/components/ui/link-button";
import type { Decision } from "@/lib/routing/reason";
import { DecisionItem } from "./decision-item";

/** Where to read on, when not all of the routes that did not apply are listed. */
type More = { total: number; from: number; firstHref: string; nextHref: string | null };

type Props = {
  trace: readonly Decision[];
  place: Place;
  /** The route to open at once. */
  routeId?: string | null;
  more?: More;
};

/** So few that folding them away would hide more than it helps. */
const fewSkipped = 5;

const order = { send: 0, suppress: 1, skip: 2 } satisfies Record<Decision["verdict"], number>;

function DecisionList({ decisions, place, routeId }: Omit<Props, "trace"> & { decisions: Decision[] }) {
  return (
    <ul className="divide-y divide-line">
      {decisions.map((decision) => (
        <li key={`${decision.routeId}-${decision.destinationId}`}>
          <DecisionItem decision={decision} place={place} isOpen={decision.routeId === routeId} />
        </li>
      ))}
    </ul>
  );
}

function Further({ total, from, firstHref, nextHref, shown }: More & { shown: number }) {
  return (
    <nav
      aria-label="Routes that did not apply"
      className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-2.5 text-sm text-ink-muted"
    >
      <span>{`${from + 1} to ${from + shown} of ${total}`}</span>
      <span className="flex gap-2">
        {from > 0 && (
          <LinkButton href={firstHref} size="sm" scroll={false}>
            First
          </LinkButton>
        )}
        {nextHref && (
          <LinkButton href={nextHref} size="sm" scroll={false}>
            Further ones
          </LinkButton>
        )}
      </span>
    </nav>
  );
}

/** The routes that did not apply: folded away when they are many, page by page when they are very many. */
function Skipped({ decisions, more, ...rest }: Omit<Props, "trace"> & { decisions: Decision[] }) {
  const total = more?.total ?? decisions.length;
  if (total === 0) return null;
  if (total <= fewSkipped) return <DecisionList decisions={decisions} {...rest} />;
  const isOpen = (more?.from ?? 0) > 0 || decisions.some(({ routeId }) => routeId === rest.routeId);
  return (
    <details open={isOpen} className="group/skipped">
      <summary className="flex items-center gap-3 px-4 py-2.5 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open/skipped:rotate-90"
        />
        <span className="font-medium">{`${total} routes that did not apply`}</span>
      </summary>
      <div className="border-t border-line pl-3">
        <DecisionList decisions={decisions} {...rest} />
        {more && more.total > decisions.length && <Further {...more} shown={decisions.length} />}
      </div>
    </details>
  );
}

/** Every route that was considered for an event, those that sent first, each with its reason and the values it saw. */
export function DecisionTrace({ trace, ...rest }: Props) {
  if (trace.length === 0) {
    return (
      <p className="p-4 text-ink-muted">
        No decision is known: there was no route for it, or those that there were have changed since.
      </p>
    );
  }
  const sorted = [...trace].sort((one, other) => order[one.verdict] - order[other.verdict]);
  const applied = sorted.filter(({ verdict }) => verdict !== "skip");
  const skipped = sorted.filter(({ verdict }) => verdict === "skip");
  return (
    <div className="divide-y divide-line">
      {applied.length > 0 && <DecisionList decisions={applied} {...rest} />}
      <Skipped decisions={skipped} {...rest} />
    </div>
  );
}
