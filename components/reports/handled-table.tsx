import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { HandledBy, Times } from "@/lib/reports/interventions/queries";
import { duration } from "./duration";

function TimesCell({ times, cases }: { times: Times; cases: number }) {
  return (
    <>
      <Td className="text-right tabular-nums whitespace-nowrap">
        {times.count}
        <span className="text-ink-muted"> of {cases}</span>
      </Td>
      <Td className="text-right tabular-nums whitespace-nowrap">{duration(times.median)}</Td>
      <Td className="text-right tabular-nums whitespace-nowrap text-ink-muted">{duration(times.p90)}</Td>
    </>
  );
}

/** How fast cases were acknowledged and resolved, a line for each owner or rule. */
export function HandledTable({
  caption,
  rows,
  nobody,
}: {
  caption: string;
  rows: readonly HandledBy[];
  nobody: string;
}) {
  const head = (
    <>
      <Th>Who</Th>
      <Th className="text-right">Acknowledged</Th>
      <Th className="text-right">Median</Th>
      <Th className="text-right">9 in 10</Th>
      <Th className="text-right">Resolved</Th>
      <Th className="text-right">Median</Th>
      <Th className="text-right">9 in 10</Th>
    </>
  );
  return (
    <Table caption={caption} head={head}>
      {rows.map((row) => (
        <Tr key={row.id ?? ""}>
          <Td className="min-w-36 font-medium break-words">{row.name ?? row.id ?? nobody}</Td>
          <TimesCell times={row.acknowledged} cases={row.cases} />
          <TimesCell times={row.resolved} cases={row.cases} />
        </Tr>
      ))}
    </Table>
  );
}
