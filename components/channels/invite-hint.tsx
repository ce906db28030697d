import { Lock } from "lucide-react";
import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import type { Channel } from "./channel-search";

const command = "/invite @Bellwire";

/** The command that lets Bellwire into a channel, to copy. */
export function InviteCommand() {
  return (
    <span className="-my-1.5 inline-flex items-center gap-1 align-middle">
      <Code>{command}</Code>
      <CopyButton text={command} what="command" />
    </span>
  );
}

/** What to do about a channel that Bellwire cannot post in; before one is chosen, how to get at a private one. */
export function InviteHint({ channel }: { channel: Channel | undefined }) {
  if (channel && !channel.canPost) {
    return (
      <Callout tone="warn" title={`Bellwire is not in #${channel.name} yet`}>
        Write this in the channel, then add the destination. <InviteCommand />
      </Callout>
    );
  }
  if (channel?.isShared) {
    return (
      <Callout tone="warn" title={`#${channel.name} is shared with another company`}>
        Its people read what is posted there.
      </Callout>
    );
  }
  return (
    <p className="flex items-start gap-1.5 text-sm text-ink-muted">
      <Lock aria-hidden className="mt-1 size-3.5 shrink-0" />
      <span>
        A private channel is listed once Bellwire is in it. Write in the channel: <InviteCommand />
      </span>
    </p>
  );
}
