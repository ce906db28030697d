import type { Place } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { InlineForm } from "@/components/ui/inline-form";
import { InstantSwitch } from "@/components/ui/instant-switch";
import type { MemberOfProject } from "@/lib/auth/session";
import type { DestinationItem } from "@/lib/destinations/queries";
import { remove, rename, setEnabled, setSandbox } from "../actions";
import { setCaseHistory } from "../case-history-action";
import { TargetSection } from "./target-section";

type Props = { destination: DestinationItem; config: unknown; member: MemberOfProject; place: Place };

function Deletion({ destination, place }: Pick<Props, "destination" | "place">) {
  const { routeCount } = destination;
  const impact =
    routeCount === 0
      ? "No route uses it."
      : routeCount === 1
        ? "1 route uses it and goes with it."
        : `${routeCount} routes use it and go with it.`;
  return (
    <DeleteDialog
      kind="destination"
      name={destination.name}
      label="Delete destination"
      action={remove.bind(null, place.org, place.project)}
      fields={{ destinationId: destination.id }}
    >
      <p>{impact}</p>
      <p className="mt-2">
        Messages that are still waiting for it are not sent. What was sent stays in the activity.
      </p>
    </DeleteDialog>
  );
}

/** What can be changed about a destination. */
export function DestinationSettings(props: Props) {
  const { destination, place } = props;
  const fields = { destinationId: destination.id };
  return (
    <Card
      title="Settings"
      footer={<Deletion destination={destination} place={place} />}
      className="overflow-visible!"
    >
      <div className="grid gap-5">
        <div className="grid gap-2">
          <InstantSwitch
            checked={destination.enabled}
            label="Enabled"
            showLabel
            fields={fields}
            action={setEnabled.bind(null, place.org, place.project)}
          />
          <InstantSwitch
            checked={destination.acceptsSandbox}
            label="Accepts sandbox events"
            showLabel
            fields={fields}
            action={setSandbox.bind(null, place.org, place.project)}
          />
          {destination.kind === "slack_channel" && (
            <InstantSwitch
              checked={destination.caseHistory === "channel"}
              label="Shows the history of a case in the channel as well as in its thread"
              showLabel
              fields={fields}
              action={setCaseHistory.bind(null, place.org, place.project)}
            />
          )}
        </div>
        <InlineForm
          action={rename.bind(null, place.org, place.project)}
          label="Name"
          name="name"
          submit="Rename"
          done="Renamed."
          fields={fields}
          input={{ defaultValue: destination.name, maxLength: 80, autoComplete: "off" }}
        />
        {destination.kind !== "webhook" && <TargetSection {...props} />}
      </div>
    </Card>
  );
}
