import { Unplug } from "lucide-react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionState } from "@/lib/action-state";
import { placeName } from "@/lib/installations/status/summary";
import type { InstallationView } from "@/lib/slack/status";

type Props = {
  installation: Pick<InstallationView, "id" | "workspace" | "channels" | "elsewhere">;
  action: (state: ActionState<never>, form: FormData) => Promise<ActionState<never>>;
};

/** Longer lists are counted at their end. */
const maxNamed = 6;

const routes = (count: number) => (count === 1 ? "1 route" : `${count} routes`);

function Impact({ channels }: Pick<InstallationView, "channels">) {
  if (channels.length === 0) return <p>No destination of this project uses it.</p>;
  const more = channels.length - maxNamed;
  return (
    <>
      <p>{channels.length === 1 ? "1 destination stops:" : `${channels.length} destinations stop:`}</p>
      <ul className="mt-1 list-disc pl-5">
        {channels.slice(0, maxNamed).map((channel) => (
          <li key={channel.destinationId}>
            <span className="text-ink">{channel.destinationName}</span> ({placeName(channel)},{" "}
            {routes(channel.routeCount)})
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </>
  );
}

const destinations = (count: number) => (count === 1 ? "1 destination" : `${count} destinations`);

/** What the other projects of the organization lose. */
function Elsewhere({ elsewhere }: Pick<InstallationView, "elsewhere">) {
  const listed = elsewhere.slice(0, maxNamed).map(({ projectId, projectName, count }) => (
    <li key={projectId}>
      <span className="text-ink">{projectName}</span>: {destinations(count)}
    </li>
  ));
  const more = elsewhere.length - maxNamed;
  if (listed.length === 0) return <p className="mt-2">No other project of the organization uses it.</p>;
  return (
    <>
      <p className="mt-2">It ends for the whole organization. In its other projects stop, too:</p>
      <ul className="mt-1 list-disc pl-5">
        {listed}
        {more > 0 && <li>and what {more} more have</li>}
      </ul>
    </>
  );
}

/** Disconnects a workspace, after saying what that means. */
export function DisconnectDialog({ installation, action }: Props) {
  const { id, workspace, channels, elsewhere } = installation;
  return (
    <ConfirmDialog
      danger
      triggerLook={{ variant: "danger", size: "sm" }}
      trigger={
        <>
          <Unplug aria-hidden />
          Disconnect
        </>
      }
      title={`Disconnect ${workspace.name}`}
      confirm="Disconnect"
      pendingLabel="Disconnecting"
      action={action}
      fields={{ installationId: id }}
    >
      <Impact channels={channels} />
      <Elsewhere elsewhere={elsewhere} />
      <p className="mt-2">
        What is meant for these destinations is held, and critical notifications go to the fallback where
        there is one. Routes and destinations stay: connecting again brings them back.
      </p>
      <p className="mt-2">Bellwire's access is revoked at Slack and erased here.</p>
    </ConfirmDialog>
  );
}
