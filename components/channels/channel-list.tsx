import { RefreshCw } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { ChannelOption } from "./channel-option";
import type { Channel } from "./channel-search";
import type { Found } from "./use-channels";

type Props = {
  id: string;
  ref: RefObject<HTMLDivElement | null>;
  found: Found;
  /** The option that the arrow keys are at. */
  active: number;
  chosenId: string | undefined;
  timeZone: string;
  choose: (channel: Channel) => void;
  more: (() => void) | undefined;
  refresh: () => void;
};

/** The id of an option, for `aria-activedescendant`. */
export const optionId = (listId: string, position: number) => `${listId}-${position}`;

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
    <div className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border border-line bg-raised text-sm shadow-float">
      <div
        id={id}
        ref={ref}
        role="listbox"
        tabIndex={-1}
        aria-label="Channels"
        className="max-h-72 overflow-y-auto p-1 empty:hidden"
      >
        <Group label="Public channels" props={props} isPrivate={false} />
        <Group label="Private channels that Bellwire is in" props={props} isPrivate />
      </div>
      {more && (
        <Button
          variant="quiet"
          size="sm"
          className="mx-1 mb-1"
          // The field keeps the focus, and the list stays open.
          onMouseDown={(event) => event.preventDefault()}
          onClick={more}
        >
          Show more
        </Button>
      )}
      <div className="flex items-start justify-between gap-3 border-t border-line bg-sunken px-3 py-2 text-xs text-ink-muted">
        <span role="status" className="min-w-0">
          <Standing found={found} timeZone={timeZone} />
        </span>
        <Button
          variant="quiet"
          size="sm"
          className="-my-1 -mr-1.5"
          onMouseDown={(event) => event.preventDefault()}
          onClick={refresh}
          disabled={found.isAsking}
        >
          {found.isAsking ? <Spinner /> : <RefreshCw aria-hidden />}
          Refresh
        </Button>
      </div>
    </div>
  );
}
