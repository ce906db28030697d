import type { RefObject } from "react";
import { ListPanel } from "@/components/picker/list-panel";
import { optionId } from "@/components/picker/use-choice";
import type { Found } from "@/components/picker/use-search";
import { RelativeTime } from "@/components/ui/relative-time";
import { ChannelOption } from "./channel-option";
import type { Channel, ChannelPage } from "./channel-search";

type Props = {
  id: string;
  ref: RefObject<HTMLDivElement | null>;
  found: Found<ChannelPage>;
  /** The option that the arrow keys are at. */
  active: number;
  chosenId: string | undefined;
  timeZone: string;
  choose: (channel: Channel) => void;
  more: (() => void) | undefined;
  refresh: () => void;
};

function Group({ label, props, isPrivate }: { label: string; props: Props; isPrivate: boolean }) {
  const { id, found, active, chosenId, choose } = props;
  const channels = found.page?.channels ?? [];
  if (!channels.some((channel) => channel.isPrivate === isPrivate)) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own.
    <div role="group" aria-label={label}>
      <p aria-hidden className="px-2 pt-1.5 pb-0.5 text-xs font-medium text-ink-muted">
        {label}
      </p>
      {channels.map((channel, position) =>
        channel.isPrivate === isPrivate ? (
          <ChannelOption
            key={channel.id}
            id={optionId(id, position)}
            channel={channel}
            isActive={position === active}
            isChosen={channel.id === chosenId}
            choose={() => choose(channel)}
          />
        ) : null,
      )}
    </div>
  );
}

/** What there is to say about the list: that it is being asked for, empty, cut short, or how old it is. */
function Standing({ found, timeZone }: Pick<Props, "found" | "timeZone">) {
  const { page, error, isAsking } = found;
  if (error) return <span className="text-bad">{error}</span>;
  if (!page) return isAsking ? "Asking for the channels" : null;
  const isEmpty = page.channels.length === 0;
  const { complete, incompleteBecause, listedAt } = page;
  // What was pasted is looked up alone: there is no list that could be incomplete.
  if (isEmpty && listedAt === null && incompleteBecause) return incompleteBecause;
  return (
    <>
      {isEmpty && "No channel of that name. Paste the channel's link or id to find it anyway. "}
      {!complete && incompleteBecause && `The list is incomplete. ${incompleteBecause} `}
      {listedAt && (
        <>
          Listed <RelativeTime iso={listedAt} timeZone={timeZone} />.
        </>
      )}
    </>
  );
}

/** The open list below the field: public channels, then private ones, then what there is to say about them. */
export function ChannelList(props: Props) {
  const { id, ref, found, more, refresh, timeZone } = props;
  return (
    <ListPanel
      id={id}
      ref={ref}
      label="Channels"
      more={more}
      refresh={refresh}
      isAsking={found.isAsking}
      standing={<Standing found={found} timeZone={timeZone} />}
    >
      <Group label="Public channels" props={props} isPrivate={false} />
      <Group label="Private channels that Bellwire is in" props={props} isPrivate />
    </ListPanel>
  );
}
