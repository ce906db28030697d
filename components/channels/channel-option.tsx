import { clsx } from "clsx";
import { Building2, Hash, Lock } from "lucide-react";
import type { Channel } from "./channel-search";

type Props = {
  id: string;
  channel: Channel;
  isActive: boolean;
  isChosen: boolean;
  choose: () => void;
};

const digits = new Intl.NumberFormat("en-US");

/** One channel in the list: its name, how many read it, and what to do before a message arrives there. */
export function ChannelOption({ id, channel, isActive, isChosen, choose }: Props) {
  const Icon = channel.isPrivate ? Lock : Hash;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and answers the keys for all options.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      // The field must not lose the focus before the click counts.
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
      className={clsx("flex cursor-pointer items-start gap-2 rounded-md px-2 py-1.5", isActive && "bg-hover")}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5 text-ink">
          <span className="truncate">{channel.name}</span>
          {channel.isShared && <Building2 aria-hidden className="size-3.5 shrink-0 text-ink-faint" />}
        </span>
        {channel.hint && (
          <span className={clsx("block text-xs", channel.canPost ? "text-ink-muted" : "text-warn")}>
            {channel.hint}
          </span>
        )}
      </span>
      {channel.memberCount !== null && (
        <span className="shrink-0 text-xs leading-5 text-ink-muted">
          {channel.memberCount === 1 ? "1 member" : `${digits.format(channel.memberCount)} members`}
        </span>
      )}
    </div>
  );
}
