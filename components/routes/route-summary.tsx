import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { KeyValues } from "@/components/ui/key-values";
import type { RouteItem } from "@/lib/routing/queries";
import { EventTypePills } from "./event-type-pills";
import { describeFilter } from "./filter-draft";

const owners = {
  none: undefined,
  mention: "The customer's owner, by name",
  direct: "The customer's owner alone",
} as const;

function whoElse({ ownerRouting, mentionGroupId }: RouteItem): string {
  const group = mentionGroupId === null ? undefined : `The user group ${mentionGroupId}`;
  return [owners[ownerRouting], group].filter((part) => part !== undefined).join(", ") || "Nobody else";
}

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
          { label: "Who else is told", value: whoElse(route) },
          { label: "Enabled", value: route.enabled ? "Yes" : "No" },
        ]}
      />
    </Card>
  );
}
