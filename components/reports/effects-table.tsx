import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Change, Effect } from "@/lib/reports/interventions/queries";

const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 2 });

function ChangeCell({ change: { count, before, after } }: { change: Change }) {
  if (count === 0 || before === null || after === null)
    return <Td className="text-right whitespace-nowrap text-ink-faint">not known yet</Td>;
  const percent = before === 0 ? null : Math.round(((after - before) / Math.abs(before)) * 100);
  return (
    <Td className="text-right whitespace-nowrap tabular-nums">
      {number(before)} → {number(after)}
      {percent !== null && (
        <span className="block text-xs text-ink-muted">
          {percent > 0 ? "+" : ""}
          {percent} % over {count}
        </span>
      )}
    </Td>
  );
}

/** What became of the numbers that rules watch, where somebody acknowledged the alarm and where nobody did. */
export function EffectsTable({ effects }: { effects: readonly Effect[] }) {
  const head = (
    <>
      <Th>Rule</Th>
      <Th className="text-right">Alarms</Th>
      <Th className="text-right">After 7 days</Th>
      <Th className="text-right">After 30 days</Th>
    </>
  );
  return (
    <Table caption="The numbers at the alarm, and afterwards" head={head}>
      {effects.map((effect) => (
        <Tr key={`${effect.ruleId} ${effect.isAcknowledged}`}>
          <Td className="min-w-36">
            <span className="font-medium">{effect.ruleName}</span>
            <span className="block text-xs text-ink-muted">
              {effect.isAcknowledged ? "acknowledged" : "not acknowledged"}
            </span>
          </Td>
          <Td className="text-right tabular-nums">{effect.alarms}</Td>
          <ChangeCell change={effect.after7Days} />
          <ChangeCell change={effect.after30Days} />
        </Tr>
      ))}
    </Table>
  );
}
