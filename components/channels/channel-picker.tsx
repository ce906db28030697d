"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ChannelList, optionId } from "./channel-list";
import type { Channel, ChannelPlace } from "./channel-search";
import { InviteHint } from "./invite-hint";
import { useChannels } from "./use-channels";

type Props = {
  place: ChannelPlace;
  timeZone: string;
  /** What the field starts with: what was typed last time. */
  initial: string;
  errors: string[] | undefined;
  label?: string;
};

function scrollTo(list: HTMLElement | null, id: string) {
  list?.querySelector(`#${CSS.escape(id)}`)?.scrollIntoView({ block: "nearest" });
}

/**
 * Chooses a Slack channel. A field that takes an id, a link or a name, which is all that is left of it without script; with
 * it, a list to search: arrows, Enter and Escape work in the field. Posts `channel`, and `channelId` for one that was chosen.
 */
export function ChannelPicker({ place, timeZone, initial, errors, label = "Slack channel" }: Props) {
  const [text, setText] = useState(initial);
  const [chosen, setChosen] = useState<Channel>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const { found, more, refresh } = useChannels(place, chosen ? "" : text.trim(), isOpen);
  const channels = found.page?.channels ?? [];

  const choose = (channel: Channel) => {
    setChosen(channel);
    setText(`#${channel.name}`);
    setOpen(false);
    setActive(-1);
  };
  const step = (by: number) => {
    setOpen(true);
    const last = channels.length - 1;
    const next = Math.min(Math.max(active + by, 0), last);
    if (active + by > last) more?.();
    setActive(next);
    scrollTo(list.current, optionId(listId, next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = channels[active];
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && isOpen && at) choose(at);
    else if (event.key === "Escape" && isOpen) setOpen(false);
    else return;
    event.preventDefault();
  };

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
            <Input
              {...control}
              role="combobox"
              aria-expanded={isOpen}
              aria-controls={isOpen ? listId : undefined}
              aria-autocomplete="list"
              aria-activedescendant={isOpen && active >= 0 ? optionId(listId, active) : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder="#billing-alerts"
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setChosen(undefined);
                setOpen(true);
                setActive(-1);
              }}
              onFocus={() => setOpen(true)}
              onClick={() => setOpen(true)}
              onKeyDown={onKeyDown}
            />
            {isOpen && (
              <ChannelList
                id={listId}
                ref={list}
                found={found}
                active={active}
                chosenId={chosen?.id}
                timeZone={timeZone}
                choose={choose}
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
