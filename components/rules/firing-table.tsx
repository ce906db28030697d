import Link from "next/link";
import { SeverityPill } from "@/components/docs/severity-pill";
import { type Place, projectPath } from "@/components/shell/paths";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { FiringItem } from "@/lib/rules/board/row";
import { plainNumber } from "./numbers";
import { FiringKindPill } from "./status-pill";

type Props = {
  items: readonly FiringItem[];
  place: Place;
  timeZone: string;
  /** Whose firings they are, which need not be said in each row. */
  of: "rule" | "customer";
  /** How a value is written. */
  write?: (value: string) => string;
};

function subjectOf({ customerId, customerName, ruleName }: FiringItem, of: Props["of"]): string {
  if (of === "customer") return ruleName;
  return customerId === "" ? "All together" : (customerName ?? customerId);
}

function FiringRow({
  item,
  place,
  timeZone,
  of,
  write = plainNumber,
}: Omit<Props, "items"> & { item: FiringItem }) {
  const href = item.eventId
    ? projectPath(place, "events", item.eventId)
    : projectPath(place, "rules", item.ruleId);
  return (
    <Tr hover>
      <Td className="max-w-md">
        <Link
          href={href}
          className="font-medium after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px]"
        >
          {subjectOf(item, of)}
        </Link>
        {item.reason && <span className="mt-0.5 block text-sm text-ink-muted">{item.reason}</span>}
        <span className="mt-1 flex flex-wrap gap-1 sm:hidden">
          <FiringKindPill kind={item.kind} />
        </span>
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">
        <FiringKindPill kind={item.kind} />
      </Td>
      <Td className="whitespace-nowrap max-lg:hidden">
        <SeverityPill severity={item.severity} />
      </Td>
      <Td className="text-right whitespace-nowrap tabular-nums max-md:hidden">
        {item.value === null ? "–" : write(item.value)}
      </Td>
      <Td className="text-right whitespace-nowrap text-ink-muted">
        <RelativeTime iso={item.at.toISOString()} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

/** What rules have told, newest first. */
export function FiringTable({ items, ...look }: Props) {
  const head = (
    <>
      <Th>{look.of === "rule" ? "Customer" : "Rule"}</Th>
      <Th className="max-sm:hidden">Told</Th>
      <Th className="max-lg:hidden">Severity</Th>
      <Th className="text-right max-md:hidden">Value</Th>
      <Th className="text-right">When</Th>
    </>
  );
  return (
    <Table caption="What was told, newest first" head={head}>
      {items.map((item) => (
        <FiringRow key={item.id} item={item} {...look} />
      ))}
    </Table>
  );
}
