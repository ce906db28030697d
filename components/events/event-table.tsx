import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { findEventType } from "@/lib/events/catalog";
import type { EventListItem } from "@/lib/events/queries";
import { humanize } from "@/lib/messages/humanize";
import { EventOutcome } from "./outcome";
import { senderId } from "./sender-id";

type Props = { items: EventListItem[]; place: Place; timeZone: string };

function EventRow({ event, place, timeZone }: Omit<Props, "items"> & { event: EventListItem }) {
  return (
    <Tr hover>
      <Td>
        <Link
          href={projectPath(place, "events", event.id)}
          className="font-medium after:absolute after:inset-0"
        >
          {findEventType(event.type)?.label ?? humanize(event.type)}
          <LinkPending />
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-2 text-xs text-ink-muted">
          <span className="font-mono">{event.type}</span>
          {event.environment === "sandbox" && <Pill>Sandbox</Pill>}
        </span>
      </Td>
      <Td className="max-w-48 max-md:hidden">
        <span className="block truncate">{event.customerName ?? event.customerId ?? "–"}</span>
      </Td>
      <Td className="max-w-48 max-lg:hidden">
        <span className="block truncate font-mono text-xs leading-5 text-ink-muted">
          {senderId(event) ?? "–"}
        </span>
      </Td>
      <Td>
        <EventOutcome event={event} />
      </Td>
      <Td className="text-right whitespace-nowrap text-ink-muted">
        <RelativeTime iso={event.receivedAt.toISOString()} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

/** Events as they came in, newest first. */
export function EventTable({ items, place, timeZone }: Props) {
  const head = (
    <>
      <Th>Event</Th>
      <Th className="max-md:hidden">Customer</Th>
      <Th className="max-lg:hidden">Sender's id</Th>
      <Th>Outcome</Th>
      <Th className="text-right">Received</Th>
    </>
  );
  return (
    <Table caption="Events, newest first" head={head}>
      {items.map((event) => (
        <EventRow key={event.id} event={event} place={place} timeZone={timeZone} />
      ))}
    </Table>
  );
}
