import { Hash, RotateCw } from "lucide-react";
import { TestButton } from "@/components/destinations/test-button";
import { ConnectLink } from "@/components/integrations/connect-link";
import { Diagnosis, type Remedies } from "@/components/integrations/diagnosis";
import { DisconnectDialog } from "@/components/integrations/disconnect-dialog";
import { WorkspaceCard } from "@/components/integrations/workspace-card";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkButton } from "@/components/ui/link-button";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import type { MemberOfProject } from "@/lib/auth/session";
import { placeName } from "@/lib/installations/status/summary";
import { sendTest } from "../destinations/actions";
import { checkInstallation, disconnectWorkspace } from "./actions";
import type { SeenInstallation } from "./load";

type Props = { seen: SeenInstallation; member: MemberOfProject; place: Place };

const channelHref = (place: Place, workspace: string) =>
  withQuery(projectPath(place, "destinations", "new"), { way: "channel", workspace });

function Reconnect({
  seen: { installation },
  member: { project, role },
  isUrgent = false,
}: Props & { isUrgent?: boolean }) {
  if (!isAtLeast(role, "admin"))
    return <p className="text-sm text-ink-muted">Ask an admin to connect again.</p>;
  return (
    <ConnectLink
      projectId={project.id}
      teamId={installation.workspace.id}
      size="sm"
      variant={isUrgent ? "primary" : "secondary"}
    >
      <RotateCw aria-hidden />
      Reconnect
    </ConnectLink>
  );
}

function Actions(props: Props) {
  const { seen, member, place } = props;
  const { installation } = seen;
  const isActive = installation.status === "active";
  return (
    <>
      {isActive && isAtLeast(member.role, "member") && (
        <LinkButton href={channelHref(place, installation.id)} size="sm">
          <Hash aria-hidden />
          Choose channel
        </LinkButton>
      )}
      {isAtLeast(member.role, "admin") && (
        <>
          <Reconnect {...props} isUrgent={!isActive} />
          {installation.status !== "uninstalled" && (
            <DisconnectDialog
              installation={installation}
              action={disconnectWorkspace.bind(null, place.org, place.project)}
            />
          )}
        </>
      )}
    </>
  );
}

/** Sends to the channel that stands for the workspace in this project; without one there is nothing to test yet. */
function Test({ seen: { installation }, member, place }: Props) {
  const target =
    installation.channels.find(({ channelId }) => channelId === installation.channel?.id) ??
    installation.channels[0];
  if (!target || installation.status === "uninstalled" || !isAtLeast(member.role, "member")) return null;
  return (
    <TestButton
      place={place}
      destinationId={target.destinationId}
      action={sendTest.bind(null, place.org, place.project)}
      label={`Test ${placeName(target)}`}
    />
  );
}

/** One connected workspace with what this person may do about it. */
export function Workspace(props: Props) {
  const { seen, member, place } = props;
  const { installation } = seen;
  const remedies: Remedies = {
    reconnect: <Reconnect {...props} />,
    choose_channel: (
      <LinkButton href={channelHref(place, installation.id)} size="sm">
        Choose another channel
      </LinkButton>
    ),
  };
  return (
    <WorkspaceCard
      installation={installation}
      botInChannel={seen.botInChannel}
      place={place}
      timeZone={member.project.timeZone}
      actions={<Actions {...props} />}
      test={<Test {...props} />}
      diagnosis={
        <Diagnosis
          action={checkInstallation.bind(null, place.org, place.project)}
          fields={{ installationId: installation.id }}
          remedies={remedies}
          version={`${installation.status} ${installation.installedAt.toISOString()}`}
        />
      }
    />
  );
}
