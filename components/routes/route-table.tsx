import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { InstantSwitch } from "@/components/ui/instant-switch";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionState } from "@/lib/action-state";
import type { RouteItem } from "@/lib/routing/queries";
import { EventTypePills } from "./event-type-pills";
import { describeFilter } from "./filter-draft";

type Props = {
  routes: RouteItem[];
  place: Place;
  mayEdit: boolean;
  setEnabled: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

function RouteRow({ route, place, mayEdit, setEnabled }: Omit<Props, "routes"> & { route: RouteItem }) {
  return (
    <Tr hover>
      <Td>
        <Link
          href={projectPath(place, "routes", route.id)}
          className="font-medium after:absolute after:inset-0"
        >
          {route.name}
          <LinkPending />
        </Link>
        <span className="block text-xs text-ink-muted md:hidden">{`to ${route.destinationName}`}</span>
      </Td>
      <Td>
        <EventTypePills types={route.eventTypes} />
      </Td>
      <Td className="max-w-56 text-ink-muted max-lg:hidden">
        <span className="line-clamp-2">{describeFilter(route.filter)}</span>
      </Td>
      <Td className="max-md:hidden">{route.destinationName}</Td>
      <Td className="text-right">
        {mayEdit ? (
          <InstantSwitch
            checked={route.enabled}
            label={`${route.name} enabled`}
            fields={{ routeId: route.id }}
            action={setEnabled}
          />
        ) : (
          <Pill>{route.enabled ? "On" : "Off"}</Pill>
        )}
      </Td>
    </Tr>
  );
}

/** Which events go where. */
export function RouteTable({ routes, ...rest }: Props) {
  const head = (
    <>
      <Th>Route</Th>
      <Th>Events</Th>
      <Th className="max-lg:hidden">Only when</Th>
      <Th className="max-md:hidden">Destination</Th>
      <Th className="text-right">Enabled</Th>
    </>
  );
  return (
    <Table caption="Routes" head={head}>
      {routes.map((route) => (
        <RouteRow key={route.id} route={route} {...rest} />
      ))}
    </Table>
  );
}
