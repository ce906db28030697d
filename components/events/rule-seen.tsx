import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { withQuery } from "@/components/ui/query-string";
import type { EventDetail } from "@/lib/events/queries";
import { type SeenFiring, seenFiring } from "@/lib/rules/firing-seen";

type Props = {
  event: Pick<EventDetail, "type" | "data" | "customerId" | "customer" | "environment">;
  place: Place;
};

const linkClass = "underline decoration-line-strong underline-offset-2 hover:decoration-ink";

/** Of whom the numbers are. */
function Subject({
  event: { customerId, customer, environment },
  place,
  scope,
}: Props & Pick<SeenFiring, "scope">) {
  if (customerId === null || customerId === "")
    return scope === "segment" ? "The customers of its segment, together" : "All customers together";
  const query = environment === "sandbox" ? { environment } : {};
  return (
    <Link href={withQuery(projectPath(place, "customers", customerId), query)} className={linkClass}>
      {customer?.name ?? customerId}
    </Link>
  );
}

/** Of an event that a rule told: which rule, of whom, and the values that it compared. Nothing for any other event. */
export function RuleSeen({ event, place }: Props) {
  const seen = seenFiring(event);
  if (!seen) return null;
  const items: (KeyValue | false)[] = [
    {
      label: "Rule",
      value: (
        <Link href={projectPath(place, "rules", seen.ruleId)} className={linkClass}>
          {seen.rule}
        </Link>
      ),
    },
    { label: "Of", value: <Subject event={event} place={place} scope={seen.scope} /> },
    seen.condition !== null && { label: "Condition", value: seen.condition },
    ...seen.numbers.map(({ label, text }) => ({
      label,
      value: <span className="tabular-nums">{text}</span>,
    })),
  ];
  return (
    <Card title="What the rule saw">
      <KeyValues items={items.filter((item) => item !== false)} />
    </Card>
  );
}
