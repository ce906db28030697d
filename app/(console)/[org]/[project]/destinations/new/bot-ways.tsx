import { Plug } from "lucide-react";
import { ChannelForm } from "@/components/destinations/channel-form";
import { PersonForm } from "@/components/destinations/person-form";
import { type Workspace, workspaceKey } from "@/components/destinations/workspace-field";
import { ConnectLink } from "@/components/integrations/connect-link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { isAtLeast } from "@/lib/auth/scope";
import type { MemberOfProject } from "@/lib/auth/session";
import { type PeopleAccess, peopleAccess } from "@/lib/slack/people-access";
import { families } from "../../routes/catalog-choices";
import { addChannel, addPerson } from "../actions";

/** A workspace with what it granted. */
export type Reached = Workspace & { scopes: readonly string[]; holderId: string };

type Props = { member: MemberOfProject; place: Place; workspaces: Reached[]; wanted: unknown };

function NoWorkspace({ place }: { place: Place }) {
  return (
    <EmptyState
      icon={Plug}
      title="No workspace is connected"
      action={
        <LinkButton href={projectPath(place, "integrations")} variant="primary">
          Connect Slack
        </LinkButton>
      }
    >
      Connect one, then choose among its channels and people. A pasted webhook works without.
    </EmptyState>
  );
}

const shown = ({ installationId, teamId, name }: Reached): Workspace => ({
  installationId,
  name,
  ...(teamId === undefined ? {} : { teamId }),
});

const chosenOf = ({ workspaces, wanted }: Pick<Props, "workspaces" | "wanted">) =>
  workspaces.find((one) => one.installationId === wanted || workspaceKey(one) === wanted) ?? workspaces[0];

const sharedOf = ({ member: { project }, place, workspaces }: Props) => ({
  projectId: project.id,
  workspaces: workspaces.map(shown),
  timeZone: project.timeZone,
  families,
  cancelHref: projectPath(place, "destinations"),
});

/** Adds a channel of a workspace; without one, says how to get there. */
export function NewChannel(props: Props) {
  const { place } = props;
  const chosen = chosenOf(props);
  if (!chosen) return <NoWorkspace place={place} />;
  return (
    <ChannelForm
      {...sharedOf(props)}
      action={addChannel.bind(null, place.org, place.project)}
      workspace={shown(chosen)}
    />
  );
}

type Missing = { workspace: Reached; access: PeopleAccess; member: MemberOfProject };

function MissingPermission({ workspace, access, member: { role, project } }: Missing) {
  if (access.missing === null) return null;
  const isAdmin = isAtLeast(role, "admin");
  return (
    <Callout
      tone={access.canWrite ? "info" : "warn"}
      title={access.canWrite ? `Not everything is granted in ${workspace.name}` : "No direct messages yet"}
      className="mb-5 last:mb-0"
      action={
        isAdmin ? (
          <ConnectLink projectId={project.id} teamId={workspace.holderId} size="sm">
            Reconnect {workspace.name}
          </ConnectLink>
        ) : undefined
      }
    >
      {access.missing}
      {isAdmin ? "" : " Ask an admin to connect again."}
    </Callout>
  );
}

/** Adds a person of a workspace that lets Bellwire write to people; what was not granted is said, with a way to grant it. */
export function NewPerson(props: Props) {
  const { member, place, workspaces } = props;
  const chosen = chosenOf(props);
  if (!chosen) return <NoWorkspace place={place} />;
  const writable = workspaces.filter(({ scopes }) => peopleAccess(scopes).canWrite);
  const start = writable.find((one) => one === chosen) ?? writable[0];
  return (
    <>
      {workspaces.map((workspace) => (
        <MissingPermission
          key={workspaceKey(workspace)}
          workspace={workspace}
          access={peopleAccess(workspace.scopes)}
          member={member}
        />
      ))}
      {start && (
        <PersonForm
          {...sharedOf({ ...props, workspaces: writable })}
          action={addPerson.bind(null, place.org, place.project)}
          workspace={shown(start)}
        />
      )}
    </>
  );
}
