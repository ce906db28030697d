"use client";

import { useCallback } from "react";
import { comboboxOf, useChoice } from "@/components/picker/use-choice";
import { type Asked, useSearch } from "@/components/picker/use-search";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ChannelList } from "./channel-list";
import { type Channel, type ChannelPage, type ChannelPlace, findChannels } from "./channel-search";
import { InviteHint } from "./invite-hint";

type Props = {
  place: ChannelPlace;
  timeZone: string;
  /** What the field starts with: what was typed last time. */
  initial: string;
  errors: string[] | undefined;
  label?: string;
};

const nameOf = ({ name }: Channel) => `#${name}`;
const join = (before: ChannelPage, next: ChannelPage) => ({
  ...next,
  channels: [...before.channels, ...next.channels],
});

/**
 * Chooses a Slack channel. A field that takes an id, a link or a name, which is all that is left of it without script; with
 * it, a list to search: arrows, Enter and Escape work in the field. Posts `channel`, and `channelId` for one that was chosen.
 */
export function ChannelPicker({ place, timeZone, initial, errors, label = "Slack channel" }: Props) {
  const choice = useChoice<Channel>(initial, nameOf);
  const { text, chosen, isOpen, setOpen } = choice;
  const { projectId, installationId, teamId } = place;
  const find = useCallback(
    (asked: Asked, signal: AbortSignal) => findChannels({ projectId, installationId, teamId }, asked, signal),
    [projectId, installationId, teamId],
  );
  const { found, more, refresh } = useSearch({ find, join, query: chosen ? "" : text.trim(), isOpen });
  const combobox = comboboxOf(choice, { items: found.page?.channels ?? [], more });
  return (
    <div className="grid gap-2">
      <Field
        label={label}
        name="channel"
        errors={errors}
        hint="Type to search, or paste the channel's link or id."
      >
        {(control) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: it only learns that the focus has left all of it.
          <span
            className="relative block"
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
            }}
          >
            {chosen && <input type="hidden" name="channelId" value={chosen.id} />}
            <Input {...control} {...combobox} placeholder="#billing-alerts" />
            {isOpen && (
              <ChannelList
                id={choice.listId}
                ref={choice.list}
                found={found}
                active={choice.active}
                chosenId={chosen?.id}
                timeZone={timeZone}
                choose={choice.choose}
                more={more}
                refresh={refresh}
              />
            )}
          </span>
        )}
      </Field>
      <InviteHint channel={chosen} />
    </div>
  );
}
