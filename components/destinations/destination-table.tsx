import { LifeBuoy } from "lucide-react";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { InstantSwitch } from "@/components/ui/instant-switch";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionState } from "@/lib/action-state";
import type { DestinationItem } from "@/lib/destinations/queries";
import { HealthPill } from "./health-pill";
import { KindIcon } from "./kind";

type Props = {
  destinations: DestinationItem[];
  place: Place;
  timeZone: string;
  mayEdit: boolean;
  /** Where critical notifications go while their own destination is broken. */
  fallbackId: string | null;
  setEnabled: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

function LastSent({ destination, timeZone }: { destination: DestinationItem; timeZone: string }) {
  if (destination.status === "broken" && destination.lastError) {
    return <span className="line-clamp-2 text-bad">{destination.lastError.message}</span>;
  }
  if (!destination.lastSuccessAt) return "Never";
  return <RelativeTime iso={destination.lastSuccessAt.toISOString()} timeZone={timeZone} />;
}

function DestinationRow({
  destination,
  place,
  timeZone,
  mayEdit,
  fallbackId,
  setEnabled,
}: Omit<Props, "destinations"> & { destination: DestinationItem }) {
  return (
    <Tr hover>
      <Td>
        <span className="flex items-start gap-2.5">
          <span className="mt-0.5">
            <KindIcon kind={destination.kind} />
          </span>
          <span className="min-w-0">
            <Link
              href={projectPath(place, "destinations", destination.id)}
              className="font-medium after:absolute after:inset-0"
            >
              {destination.name}
              <LinkPending />
            </Link>
            <span className="block text-xs text-ink-muted">{destination.target}</span>
          </span>
        </span>
      </Td>
      <Td>
        <span className="flex flex-wrap gap-1">
          <HealthPill destination={destination} />
          {destination.id === fallbackId && (
            <Pill
              icon={LifeBuoy}
              title="Critical notifications go here while their own destination is broken."
            >
              Fallback
            </Pill>
          )}
        </span>
      </Td>
      <Td className="text-right max-md:hidden">{destination.routeCount}</Td>
      <Td className="max-w-64 text-ink-muted max-md:hidden">
        <LastSent destination={destination} timeZone={timeZone} />
      </Td>
      {mayEdit && (
        <Td className="text-right">
          <InstantSwitch
            checked={destination.enabled}
            label={`${destination.name} enabled`}
            fields={{ destinationId: destination.id }}
            action={setEnabled}
          />
        </Td>
      )}
    </Tr>
  );
}

/** Where messages can go. */
export function DestinationTable({ destinations, ...rest }: Props) {
  const head = (
    <>
      <Th>Destination</Th>
      <Th>State</Th>
      <Th className="text-right max-md:hidden">Routes</Th>
      <Th className="max-md:hidden">Last sent</Th>
      {rest.mayEdit && <Th className="text-right">Enabled</Th>}
    </>
  );
  return (
    <Table caption="Destinations" head={head}>
      {destinations.map((destination) => (
        <DestinationRow key={destination.id} destination={destination} {...rest} />
      ))}
    </Table>
  );
}
