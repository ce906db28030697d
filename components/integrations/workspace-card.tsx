import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { HealthPill } from "@/components/destinations/health-pill";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { LinkPending } from "@/components/ui/link-pending";
import { placeName } from "@/lib/installations/status/summary";
import type { InstallationView } from "@/lib/slack/status";
import { InstallationFacts } from "./installation-facts";
import { ScopeNotes } from "./scope-notes";
import { InstallationPill } from "./status-pill";

type Props = {
  installation: InstallationView;
  botInChannel: boolean | null;
  place: Place;
  timeZone: string;
  /** The buttons of who may press them. */
  actions: ReactNode;
  test: ReactNode;
  diagnosis: ReactNode;
};

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group border-t border-line">
      <summary className="flex items-center gap-2 px-4 py-2.5 text-sm font-medium hover:bg-hover focus-visible:outline-offset-[-2px]">
        <ChevronRight
          aria-hidden
          className="size-4 text-ink-faint transition-transform group-open:rotate-90"
        />
        {title}
      </summary>
      <div className="px-4 pb-4">{children}</div>
    </details>
  );
}

/** More of them are listed on their own page. */
const maxListed = 20;

function Channels({ installation, place }: Pick<Props, "installation" | "place">) {
  const { channels } = installation;
  const more = channels.length - maxListed;
  if (channels.length === 0) return <p className="text-sm text-ink-muted">None in this project yet.</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {channels.slice(0, maxListed).map((channel) => (
        <li
          key={channel.destinationId}
          className="relative flex items-center gap-3 px-3 py-2 text-sm hover:bg-hover"
        >
          <Link
            href={projectPath(place, "destinations", channel.destinationId)}
            className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
          >
            {channel.destinationName}
            <span className="font-normal text-ink-muted"> {placeName(channel)}</span>
            <LinkPending />
          </Link>
          <HealthPill destination={channel} />
        </li>
      ))}
      {more > 0 && (
        <li className="px-3 py-2 text-sm">
          <Link href={projectPath(place, "destinations")} className="underline underline-offset-2">
            {more} more among the destinations
            <LinkPending />
          </Link>
        </li>
      )}
    </ul>
  );
}

const denied = ({ grants }: InstallationView) => grants.filter(({ granted }) => !granted).length;

function permissionsTitle(installation: InstallationView): string {
  const count = denied(installation);
  return count === 0 ? "Permissions: all granted" : `Permissions: ${count} not granted`;
}

/** One connected workspace: how it is, what it may do, and everything that can be done about it. */
export function WorkspaceCard(props: Props) {
  const { installation, botInChannel, place, timeZone, actions, test, diagnosis } = props;
  const { status, workspace, channels, lastError, missingScopes } = installation;
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap items-center gap-2">
          {workspace.name}
          <InstallationPill status={status} />
        </span>
      }
      actions={actions}
    >
      <div className="grid gap-4 p-4">
        {status === "needs_reauth" && (
          <Callout tone="bad" title={lastError?.message ?? "Slack no longer lets Bellwire in."}>
            Connect again: destinations and routes are kept, and what was held meanwhile can be sent.
          </Callout>
        )}
        {status === "uninstalled" && (
          <Callout tone="neutral" title="Disconnected">
            Its destinations are held. Connecting again brings them back, with their routes.
          </Callout>
        )}
        {status === "active" && missingScopes.length > 0 && (
          <Callout tone="warn" title="A needed permission was not granted">
            {missingScopes.join(", ")}. Connect again to grant it.
          </Callout>
        )}
        <InstallationFacts
          installation={installation}
          botInChannel={botInChannel}
          place={place}
          timeZone={timeZone}
        />
        {test}
      </div>
      <Fold title={channels.length === 1 ? "1 destination" : `${channels.length} destinations`}>
        <Channels installation={installation} place={place} />
      </Fold>
      {status !== "uninstalled" && (
        <Fold title={permissionsTitle(installation)}>
          <ScopeNotes notes={installation.grants} />
        </Fold>
      )}
      {diagnosis && <Fold title="Diagnostics">{diagnosis}</Fold>}
    </Card>
  );
}
