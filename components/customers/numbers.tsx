import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatMoney } from "@/lib/messages/money";
import { type Change, stepLine, type Trend, trendsOf } from "./trend";

type Props = { history: readonly Change[]; now: Date; timeZone: string };

const width = 160;
const height = 24;

const written = (value: string | null, currency: string | null) => {
  if (value === null) return "none";
  return currency === null ? value : formatMoney({ amount: value, currency });
};

function Line({ trend, now, timeZone }: { trend: Trend; now: Date; timeZone: string }) {
  const { label, latest, points } = trend;
  const [value, before] = [
    written(latest.value, latest.currency),
    written(latest.previous, latest.previousCurrency),
  ];
  return (
    <Tr>
      <Td className="font-medium">{label}</Td>
      <Td className="text-right whitespace-nowrap tabular-nums">{value}</Td>
      <Td className="whitespace-nowrap text-ink-muted">{before}</Td>
      <Td className="max-md:hidden">
        <svg
          viewBox={`-1 -2 ${width + 2} ${height + 4}`}
          role="img"
          aria-label={`${label}: ${points.map((point) => point.value).join(", ")}`}
          className="h-7 w-40"
        >
          <path
            d={stepLine(points, now, width, height)}
            className="fill-none stroke-accent"
            strokeWidth={1.5}
          />
        </svg>
      </Td>
      <Td className="text-right whitespace-nowrap text-ink-muted">
        <RelativeTime iso={latest.at.toISOString()} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

/** A customer's numbers: what each is, what it was before, and how it went. */
export function CustomerNumbers({ history, now, timeZone }: Props) {
  const trends = trendsOf(history);
  if (trends.length === 0)
    return <p className="p-4 text-ink-muted">No number of this customer is known yet.</p>;
  const head = (
    <>
      <Th>Number</Th>
      <Th className="text-right">Now</Th>
      <Th>Before</Th>
      <Th className="max-md:hidden">History</Th>
      <Th className="text-right">Changed</Th>
    </>
  );
  return (
    <Table caption="Numbers of this customer" head={head}>
      {trends.map((trend) => (
        <Line key={trend.field} trend={trend} now={now} timeZone={timeZone} />
      ))}
    </Table>
  );
}
