import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { RejectedEvent } from "@/lib/events/rejected/queries";
import { describeRefusal, reasonOf } from "@/lib/events/rejected/reasons";
import { sourceName } from "./source-name";

type Props = { items: RejectedEvent[]; place: Place; timeZone: string };

function RejectedRow({ event, place, timeZone }: Omit<Props, "items"> & { event: RejectedEvent }) {
  return (
    <Tr hover>
      <Td className="max-w-md">
        <Link
          href={projectPath(place, "events", "rejected", event.id)}
          className="font-medium after:absolute after:inset-0"
        >
          {reasonOf(event.code).label}
          <LinkPending />
        </Link>
        <span className="block font-mono text-xs leading-5 break-words text-ink-muted">
          {describeRefusal(event)}
        </span>
        <span className="block font-mono text-xs leading-5 break-words sm:hidden">
          {event.type ?? "no type"}
        </span>
      </Td>
      <Td className="max-w-48 max-sm:hidden">
        <span className="block truncate font-mono text-xs leading-5">{event.type ?? "–"}</span>
      </Td>
      <Td className="max-md:hidden">{sourceName(event.source)}</Td>
      <Td className="max-w-48 max-lg:hidden">
        <span className="block truncate font-mono text-xs leading-5 text-ink-muted">
          {event.externalId ?? "–"}
        </span>
      </Td>
      <Td className="text-right whitespace-nowrap text-ink-muted">
        <RelativeTime iso={event.receivedAt.toISOString()} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

/** Events that were refused, newest first, each with its reason. */
export function RejectedTable({ items, place, timeZone }: Props) {
  const head = (
    <>
      <Th>Reason</Th>
      <Th className="max-sm:hidden">Type</Th>
      <Th className="max-md:hidden">Source</Th>
      <Th className="max-lg:hidden">Sender's id</Th>
      <Th className="text-right">Received</Th>
    </>
  );
  return (
    <Table caption="Rejected events, newest first" head={head}>
      {items.map((event) => (
        <RejectedRow key={event.id} event={event} place={place} timeZone={timeZone} />
      ))}
    </Table>
  );
}
