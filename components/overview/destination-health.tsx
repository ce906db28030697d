import Link from "next/link";
import { HealthPill } from "@/components/destinations/health-pill";
import { KindIcon } from "@/components/destinations/kind";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DestinationItem } from "@/lib/destinations/queries";

type Props = { destinations: DestinationItem[]; place: Place; timeZone: string };

/** Every destination and whether messages arrive there. */
export function DestinationHealth({ destinations, place, timeZone }: Props) {
  return (
    <Card
      title="Destinations"
      flush
      actions={
        <LinkButton href={projectPath(place, "destinations")} size="sm" variant="quiet">
          All destinations
        </LinkButton>
      }
    >
      {destinations.length === 0 ? (
        <p className="p-4 text-ink-muted">
          None yet.{" "}
          <Link
            href={projectPath(place, "destinations", "new")}
            className="text-ink underline underline-offset-2"
          >
            Add a destination
          </Link>{" "}
          to say where messages go.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {destinations.map((destination) => (
            <li
              key={destination.id}
              className="relative flex items-center gap-2.5 px-4 py-2.5 text-sm hover:bg-hover"
            >
              <KindIcon kind={destination.kind} />
              <span className="min-w-0 flex-1">
                <Link
                  href={projectPath(place, "destinations", destination.id)}
                  className="block truncate font-medium after:absolute after:inset-0"
                >
                  {destination.name}
                  <LinkPending />
                </Link>
                <span className="block truncate text-xs text-ink-muted">
                  {destination.status === "broken" && destination.lastError ? (
                    destination.lastError.message
                  ) : destination.lastSuccessAt ? (
                    <>
                      Last sent{" "}
                      <RelativeTime iso={destination.lastSuccessAt.toISOString()} timeZone={timeZone} />
                    </>
                  ) : (
                    destination.target
                  )}
                </span>
              </span>
              <HealthPill destination={destination} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
