import { FiringTable } from "@/components/rules/firing-table";
import { StateTable } from "@/components/rules/state-table";
import type { Place } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import type { FiringItem, StateItem } from "@/lib/rules/board/row";
import type { RuleItem } from "@/lib/rules/queries";

type Page<Item> = { items: readonly Item[]; nextCursor: string | null };
type Shared = {
  look: { place: Place; timeZone: string; write: (value: string) => string };
  /** This page with other parameters. */
  here: (change: Record<string, string | null | undefined>) => string;
  /** Where the two lists are. */
  query: { states?: string | undefined; firings?: string | undefined };
};

/** Who a rule fires or waits for just now. */
export function NowCard({
  rule,
  states,
  look,
  here,
  query,
}: Shared & { rule: RuleItem; states: Page<StateItem> }) {
  const { items, nextCursor } = states;
  const counted = (count: number, word: string) => `${count.toLocaleString("en")} ${word}`;
  return (
    <Card title={<span id="now">Now</span>} description="Who it fires or waits for." flush>
      {items.length === 0 ? (
        <p className="p-4 text-ink-muted">
          {rule.enabled ? "All is well: it fires for nobody." : "It is off and judges nothing."}
        </p>
      ) : (
        <>
          <StateTable items={items} {...look} of="rule" />
          {(query.states || nextCursor) && (
            <Pagination
              summary={`${counted(rule.firing, "firing")}, ${counted(rule.pending, "pending")}`}
              firstHref={query.states ? here({ firings: query.firings }) : null}
              nextHref={nextCursor && here({ states: nextCursor, firings: query.firings })}
              firstWord="First"
              nextWord="Next"
            />
          )}
        </>
      )}
    </Card>
  );
}

/** What a rule told, newest first. */
export function ToldCard({ firings, look, here, query }: Shared & { firings: Page<FiringItem> }) {
  const { items, nextCursor } = firings;
  return (
    <Card title="What it told" flush>
      {items.length === 0 ? (
        <p className="p-4 text-ink-muted">Nothing yet.</p>
      ) : (
        <>
          <FiringTable items={items} {...look} of="rule" />
          {(query.firings || nextCursor) && (
            <Pagination
              summary={`${items.length} shown`}
              firstHref={query.firings ? here({ states: query.states }) : null}
              nextHref={nextCursor && here({ firings: nextCursor, states: query.states })}
            />
          )}
        </>
      )}
    </Card>
  );
}
