import Link from "next/link";
import { InviteCommand } from "@/components/channels/invite-hint";
import { type Place, projectPath } from "@/components/shell/paths";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { LinkPending } from "@/components/ui/link-pending";
import { withQuery } from "@/components/ui/query-string";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstallationView } from "@/lib/slack/status";
import { Sparkline } from "./sparkline";

type Props = {
  installation: InstallationView;
  /** Slack's word of a moment ago; null while it could not be asked. */
  botInChannel: boolean | null;
  place: Place;
  timeZone: string;
};

const linkClass = "underline decoration-line-strong underline-offset-2 hover:decoration-ink";

/** Whether the bot is in the channel; being out of a public one is fine where it was allowed to post in those. */
function Bot({ installation, botInChannel }: Pick<Props, "installation" | "botInChannel">) {
  const { channel, channels, grants } = installation;
  if (!channel) return "No channel was chosen yet";
  if (botInChannel === null) return "Not known just now";
  if (botInChannel) return "Yes";
  const isPublic = channels.some(({ channelId, isPrivate }) => channelId === channel.id && !isPrivate);
  if (isPublic && grants.some(({ scope, granted }) => scope === "chat:write.public" && granted)) {
    return "No, and need not be: it may post in public channels";
  }
  return (
    <span className="flex flex-wrap items-center gap-x-1.5">
      No. Write in the channel: <InviteCommand />
    </span>
  );
}

function heldValue({ heldCount, channels }: InstallationView, place: Place) {
  if (heldCount === 0) return "None";
  const holding = channels.filter((channel) => channel.heldCount > 0);
  const [only] = holding;
  const href =
    holding.length === 1 && only
      ? projectPath(place, "destinations", only.destinationId)
      : withQuery(projectPath(place, "activity"), { state: "held" });
  return (
    <Link href={href} className={linkClass}>
      {heldCount === 1 ? "1 notification" : `${heldCount} notifications`}
      <LinkPending />
    </Link>
  );
}

/** What is known of a connected workspace, a line each. */
export function InstallationFacts({ installation, botInChannel, place, timeZone }: Props) {
  const { workspace, channel, installedBy, installedBySlackUser, installedAt, lastSuccessAt, lastError } =
    installation;
  const by = installedBy ?? installedBySlackUser;
  const time = (instant: Date) => <RelativeTime iso={instant.toISOString()} timeZone={timeZone} />;
  const items: (KeyValue | false)[] = [
    {
      label: installation.isEnterpriseInstall ? "Slack organization" : "Workspace",
      value: workspace.name,
    },
    { label: "Channel", value: channel ? `#${channel.name}` : "None chosen yet" },
    installation.status !== "uninstalled" && {
      label: "Bellwire in the channel",
      value: <Bot installation={installation} botInChannel={botInChannel} />,
    },
    {
      label: "Installed",
      value: (
        <>
          {by && `by ${by}, `}
          {time(installedAt)}
        </>
      ),
    },
    { label: "Last sent", value: lastSuccessAt ? time(lastSuccessAt) : "Never" },
    {
      label: "Last error",
      value: lastError ? (
        <span className="text-bad">
          {lastError.message} {lastError.fix}
        </span>
      ) : (
        "None"
      ),
    },
    { label: "Held", value: heldValue(installation, place) },
    { label: "Last 24 hours", value: <Sparkline hours={installation.hourly} name={workspace.name} /> },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}
