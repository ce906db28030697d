import { Route as RouteIcon } from "lucide-react";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { withQuery } from "@/components/ui/query-string";
import type { RouteItem } from "@/lib/routing/queries";

type Props = { routes: RouteItem[]; place: Place; destinationId: string; mayEdit: boolean };

/** The routes that lead to a destination. */
export function RouteLinks({ routes, place, destinationId, mayEdit }: Props) {
  return (
    <>
      {routes.length === 0 && <p className="px-4 pt-3 pb-2 text-ink-muted">No route leads here yet.</p>}
      <ul className="divide-y divide-line">
        {routes.map((route) => (
          <li
            key={route.id}
            className="relative flex items-center gap-2.5 px-4 py-2.5 text-sm hover:bg-hover"
          >
            <RouteIcon aria-hidden className="size-4 shrink-0 text-ink-faint" />
            <Link
              href={projectPath(place, "routes", route.id)}
              className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
            >
              {route.name}
              <LinkPending />
            </Link>
            {!route.enabled && <Pill>Off</Pill>}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <p className="border-t border-line px-4 py-2.5 text-sm">
          <Link
            href={withQuery(projectPath(place, "routes", "new"), { destination: destinationId })}
            className="underline underline-offset-2"
          >
            Create a route to here
          </Link>
        </p>
      )}
    </>
  );
}
