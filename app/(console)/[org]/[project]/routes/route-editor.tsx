import { type RouteDraft, RouteForm } from "@/components/routes/route-form";
import { SamplePreview } from "@/components/routes/sample-preview";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import type { ActionState } from "@/lib/action-state";
import { previewSample } from "./actions";
import { families, filterFields } from "./catalog-choices";
import { SampleView } from "./sample-view";

type Props = {
  place: Place;
  timeZone: string;
  route: RouteDraft;
  destinations: { id: string; name: string }[];
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

const sampleTypes = families.flatMap((family) => family.types);

/** The first sample that the route would take; any, when it takes none of the catalog. */
function firstSample(eventTypes: readonly string[]): string {
  const taken = sampleTypes.find(
    ({ type }) => eventTypes.includes(type) || eventTypes.includes(`${type.split(".")[0]}.*`),
  );
  return taken?.type ?? "payment.failed";
}

/** The form of a route beside what arrives in Slack. */
export function RouteEditor({ place, timeZone, route, destinations, action }: Props) {
  const type = firstSample(route.eventTypes);
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card>
        <RouteForm
          action={action}
          route={route}
          destinations={destinations.map(({ id, name }) => ({ id, name }))}
          families={families}
          fields={filterFields}
          cancelHref={projectPath(place, "routes")}
        />
      </Card>
      <Card title="What arrives in Slack" className="xl:sticky xl:top-6">
        <SamplePreview
          types={sampleTypes}
          initial={{ type, view: <SampleView type={type} timeZone={timeZone} now={new Date()} /> }}
          preview={previewSample.bind(null, place.org, place.project)}
        />
      </Card>
    </div>
  );
}
