import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { KeyValues } from "@/components/ui/key-values";
import type { RouteItem } from "@/lib/routing/queries";
import { EventTypePills } from "./event-type-pills";
import { describeFilter } from "./filter-draft";

/** A route for people who may look but not change. */
export function RouteSummary({ route, place }: { route: RouteItem; place: Place }) {
  return (
    <Card title="Details">
      <KeyValues
        items={[
          { label: "Events", value: <EventTypePills types={route.eventTypes} /> },
          { label: "Only when", value: describeFilter(route.filter) },
          {
            label: "Destination",
            value: (
              <Link
                href={projectPath(place, "destinations", route.destinationId)}
                className="underline underline-offset-2"
              >
                {route.destinationName}
              </Link>
            ),
          },
          { label: "Enabled", value: route.enabled ? "Yes" : "No" },
        ]}
      />
    </Card>
  );
}
