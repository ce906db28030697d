import { type QuietHoursDraft, QuietHoursForm } from "@/components/quiet-hours/quiet-hours-form";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import type { ActionState } from "@/lib/action-state";
import type { Scope } from "@/lib/auth/scope";
import { listDestinations } from "@/lib/destinations/queries";
import { timeZones } from "@/lib/projects/time-zone";
import { listRoutes, maxPage } from "@/lib/routing/queries";

type Props = {
  place: Place;
  scope: Scope;
  projectZone: string;
  quietHours: QuietHoursDraft;
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

/** The form of quiet hours, with what it can choose from. */
export async function QuietHoursEditor({ place, scope, projectZone, quietHours, action }: Props) {
  const [destinations, { items: routes }] = await Promise.all([
    listDestinations(scope),
    listRoutes(scope, { limit: maxPage }),
  ]);
  const choices = (kind: string, items: { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }));
  return (
    <Card>
      <QuietHoursForm
        action={action}
        quietHours={quietHours}
        places={{ destinations: choices("destination", destinations), routes: choices("route", routes) }}
        zones={timeZones()}
        projectZone={projectZone}
        cancelHref={projectPath(place, "quiet-hours")}
      />
    </Card>
  );
}
