import { MailboxesForm } from "@/components/destinations/mailboxes-form";
import { MoveForm } from "@/components/destinations/move-form";
import { OtherPersonForm } from "@/components/destinations/other-person-form";
import { UrlForm } from "@/components/destinations/url-form";
import type { Place } from "@/components/shell/paths";
import type { MemberOfProject } from "@/lib/auth/session";
import { emailConfig } from "@/lib/destinations/email-config";
import type { DestinationItem } from "@/lib/destinations/queries";
import { slackChannelConfig, slackDmConfig } from "@/lib/destinations/schema";
import { moveToChannel, moveToPerson, replaceUrl } from "../actions";
import { changeMailboxes } from "../mail-actions";

/** The part of the page where a destination is led elsewhere. */
export const targetSection = "target";

type Props = { destination: DestinationItem; config: unknown; member: MemberOfProject; place: Place };

type At = { installationId: string; teamId: string; teamName: string };

const workspaceOf = ({ installationId, teamId, teamName: name }: At) => ({ installationId, teamId, name });

function TargetForm({ destination, config, member: { project }, place }: Props) {
  const { id, kind } = destination;
  const bound = [null, place.org, place.project] as const;
  const shared = { destinationId: id, projectId: project.id, timeZone: project.timeZone };
  switch (kind) {
    case "slack_channel": {
      const workspace = workspaceOf(slackChannelConfig.parse(config));
      return <MoveForm {...shared} action={moveToChannel.bind(...bound)} workspace={workspace} />;
    }
    case "slack_dm": {
      const workspace = workspaceOf(slackDmConfig.parse(config));
      return <OtherPersonForm {...shared} action={moveToPerson.bind(...bound)} workspace={workspace} />;
    }
    case "slack_webhook":
      return <UrlForm action={replaceUrl.bind(...bound)} destinationId={id} />;
    case "email": {
      const { subjectPrefix = "", replyTo = "", ...people } = emailConfig.parse(config);
      const now = { ...people, subjectPrefix, replyTo };
      return <MailboxesForm action={changeMailboxes.bind(...bound)} destinationId={id} now={now} />;
    }
    case "webhook":
      // It has a card of its own (./endpoint).
      return null;
  }
}

/** Leads the destination to another place of its kind, or puts another URL behind it. Routes, history and what is held stay. */
export function TargetSection(props: Props) {
  return (
    <div id={targetSection} className="scroll-mt-20 border-t border-line pt-5">
      <TargetForm {...props} />
      <p className="mt-3 text-sm text-ink-muted">Its routes, its history and what is held stay.</p>
    </div>
  );
}
