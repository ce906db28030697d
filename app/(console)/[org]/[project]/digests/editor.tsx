import { type DigestDraft, DigestForm } from "@/components/digests/digest-form";
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
  digest: DigestDraft;
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

/** The form of a digest, with what it can choose from. */
export async function DigestEditor({ place, scope, projectZone, digest, action }: Props) {
  const [destinations, { items: routes }] = await Promise.all([
    listDestinations(scope),
    listRoutes(scope, { limit: maxPage }),
  ]);
  return (
    <Card>
      <DigestForm
        action={action}
        digest={digest}
        destinations={destinations.map(({ id, name }) => ({ id, name }))}
        routes={routes.map(({ id, name, destinationId }) => ({ id, name, destinationId }))}
        zones={timeZones()}
        projectZone={projectZone}
        cancelHref={projectPath(place, "digests")}
      />
    </Card>
  );
}
