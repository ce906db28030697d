import Link from "next/link";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";

type Meter = { name: string; unit: string | null; lastValue: string | null; lastAt: Date; firstAt?: Date };
type Props = {
  meters: readonly Meter[];
  timeZone: string;
  /** The page of a meter. */
  hrefOf: (name: string) => string;
};

/** Meters with their last reading. */
export function MeterTable({ meters, timeZone, hrefOf }: Props) {
  const hasFirst = meters.some(({ firstAt }) => firstAt !== undefined);
  const head = (
    <>
      <Th>Meter</Th>
      <Th className="text-right">Last value</Th>
      {hasFirst && <Th className="text-right max-md:hidden">First reading</Th>}
      <Th className="text-right">Last reading</Th>
    </>
  );
  const at = (instant: Date) => <RelativeTime iso={instant.toISOString()} timeZone={timeZone} />;
  return (
    <Table caption="Meters" head={head}>
      {meters.map(({ name, unit, lastValue, firstAt, lastAt }) => (
        <Tr key={name} hover>
          <Td className="max-w-72">
            <Link href={hrefOf(name)} className="block truncate font-medium after:absolute after:inset-0">
              {name}
              <LinkPending />
            </Link>
          </Td>
          <Td className="text-right whitespace-nowrap tabular-nums">
            {lastValue ?? "–"} {unit}
          </Td>
          {hasFirst && (
            <Td className="text-right whitespace-nowrap text-ink-muted max-md:hidden">
              {firstAt && at(firstAt)}
            </Td>
          )}
          <Td className="text-right whitespace-nowrap text-ink-muted">{at(lastAt)}</Td>
        </Tr>
      ))}
    </Table>
  );
}
