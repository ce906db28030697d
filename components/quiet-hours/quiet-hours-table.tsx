import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { QuietHoursItem } from "@/lib/quiet-hours/queries";
import { isClosedAt } from "@/lib/schedule/hours";
import { describeHours } from "@/lib/schedule/wording";

type Props = { items: QuietHoursItem[]; place: Place; timeZone: string; now: Date };

function Now({ item, timeZone, now }: { item: QuietHoursItem; timeZone: string; now: Date }) {
  if (!item.enabled) return <Pill>Off</Pill>;
  const isQuiet = isClosedAt({ ...item.hours, timeZone: item.hours.timeZone ?? timeZone }, now);
  return <Pill tone={isQuiet ? "info" : "good"}>{isQuiet ? "Quiet" : "Telling"}</Pill>;
}

/** When it is quiet, where, and whether it is just now. */
export function QuietHoursTable({ items, place, timeZone, now }: Props) {
  const head = (
    <>
      <Th>Quiet hours</Th>
      <Th className="max-md:hidden">Of</Th>
      <Th>When</Th>
      <Th className="text-right">Now</Th>
    </>
  );
  return (
    <Table caption="Quiet hours" head={head}>
      {items.map((item) => (
        <Tr key={item.id} hover>
          <Td>
            <Link
              href={projectPath(place, "quiet-hours", item.id)}
              className="font-medium after:absolute after:inset-0"
            >
              {item.name}
              <LinkPending />
            </Link>
          </Td>
          <Td className="max-md:hidden">{item.destinationName ?? item.routeName ?? "The whole project"}</Td>
          <Td>
            {describeHours(item.hours)}
            <span className="block text-xs text-ink-muted">
              {(item.hours.timeZone ?? timeZone).replaceAll("_", " ")}
            </span>
          </Td>
          <Td className="text-right">
            <Now item={item} timeZone={timeZone} now={now} />
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
