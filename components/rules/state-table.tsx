import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { withQuery } from "@/components/ui/query-string";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { StateItem } from "@/lib/rules/board/row";
import { plainNumber } from "./numbers";
import { RuleStatusPill } from "./status-pill";

type Props = {
  items: readonly StateItem[];
  place: Place;
  timeZone: string;
  /** `rule`: a row is a customer of one rule; `customer`: a row is a rule of one customer. */
  of: "rule" | "customer";
  /** How a value is written. */
  write?: (value: string) => string;
};

function Subject({ item, place, of }: Pick<Props, "place" | "of"> & { item: StateItem }) {
  const look =
    "font-medium after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px]";
  const { customerId, customerName, environment, ruleId, ruleName } = item;
  if (of === "customer") {
    return (
      <Link href={projectPath(place, "rules", ruleId)} className={look}>
        {ruleName}
      </Link>
    );
  }
  if (customerId === "") return <span className="font-medium">All customers together</span>;
  const query = { environment: environment === "sandbox" ? environment : undefined };
  return (
    <Link href={withQuery(projectPath(place, "customers", customerId), query)} className={look}>
      {customerName ?? customerId}
    </Link>
  );
}

/** Who a rule fires or waits for just now, or which rules do so for one customer. */
export function StateTable({ items, place, timeZone, of, write = plainNumber }: Props) {
  const head = (
    <>
      <Th>{of === "rule" ? "Customer" : "Rule"}</Th>
      <Th>State</Th>
      <Th className="text-right">Value</Th>
      <Th className="text-right">Since</Th>
    </>
  );
  return (
    <Table caption="How it stands now" head={head}>
      {items.map((item) => (
        <Tr key={`${item.ruleId} ${item.environment} ${item.customerId}`} hover>
          <Td className="max-w-72">
            <Subject item={item} place={place} of={of} />
          </Td>
          <Td className="whitespace-nowrap">
            <RuleStatusPill status={item.status} />
          </Td>
          <Td className="text-right whitespace-nowrap tabular-nums">
            {item.value === null ? "–" : write(item.value)}
          </Td>
          <Td className="text-right whitespace-nowrap text-ink-muted">
            {item.since ? <RelativeTime iso={item.since.toISOString()} timeZone={timeZone} /> : "–"}
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
