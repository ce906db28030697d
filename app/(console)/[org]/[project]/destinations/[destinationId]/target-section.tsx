import { MoveForm } from "@/components/destinations/move-form";
import { UrlForm } from "@/components/destinations/url-form";
import type { Place } from "@/components/shell/paths";
import type { MemberOfProject } from "@/lib/auth/session";
import type { DestinationItem } from "@/lib/destinations/queries";
import { slackChannelConfig } from "@/lib/destinations/schema";
import { moveToChannel, replaceUrl } from "../actions";

/** The part of the page where a destination is led elsewhere. */
export const targetSection = "target";

type Props = { destination: DestinationItem; config: unknown; member: MemberOfProject; place: Place };

/** Leads the destination to another channel, or puts another URL behind it. Routes, history and what is held stay. */
export function TargetSection({ destination: { id, kind }, config, member: { project }, place }: Props) {
  const bound = [null, place.org, place.project] as const;
  return (
    <div id={targetSection} className="scroll-mt-20 border-t border-line pt-5">
      {kind === "slack_channel" ? (
        <MoveForm
          action={moveToChannel.bind(...bound)}
          destinationId={id}
          projectId={project.id}
          installationId={slackChannelConfig.parse(config).installationId}
          timeZone={project.timeZone}
        />
      ) : (
        <UrlForm action={replaceUrl.bind(...bound)} destinationId={id} />
      )}
      <p className="mt-3 text-sm text-ink-muted">Its routes, its history and what is held stay.</p>
    </div>
  );
}
