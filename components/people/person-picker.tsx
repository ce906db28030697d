"use client";

import { useCallback } from "react";
import type { ChannelPlace } from "@/components/channels/channel-search";
import { comboboxOf, useChoice } from "@/components/picker/use-choice";
import { type Asked, useSearch } from "@/components/picker/use-search";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PersonList } from "./person-list";
import { findPeople, type PeoplePage, type Person } from "./person-search";

type Props = {
  place: ChannelPlace;
  timeZone: string;
  /** What the field starts with: what was typed last time. */
  initial: string;
  errors: string[] | undefined;
  label?: string;
};

const nameOf = ({ name }: Person) => name;
const join = (before: PeoplePage, next: PeoplePage) => ({
  ...next,
  people: [...before.people, ...next.people],
});

/**
 * Chooses a person of a Slack workspace. A field that takes an e-mail address, a member id or a name, which is all that is
 * left of it without script; with it, a list to search. Posts `person`, and `userId` for somebody who was chosen.
 */
export function PersonPicker({ place, timeZone, initial, errors, label = "Person" }: Props) {
  const choice = useChoice<Person>(initial, nameOf);
  const { text, chosen, isOpen, setOpen } = choice;
  const { projectId, installationId, teamId } = place;
  const find = useCallback(
    (asked: Asked, signal: AbortSignal) => findPeople({ projectId, installationId, teamId }, asked, signal),
    [projectId, installationId, teamId],
  );
  const { found, more, refresh } = useSearch({ find, join, query: chosen ? "" : text.trim(), isOpen });
  const combobox = comboboxOf(choice, { items: found.page?.people ?? [], more });
  return (
    <Field
      label={label}
      name="person"
      errors={errors}
      hint="Type a name to search, or an e-mail address. A member id from their Slack profile works, too."
    >
      {(control) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only learns that the focus has left all of it.
        <span
          className="relative block"
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
          }}
        >
          {chosen && <input type="hidden" name="userId" value={chosen.id} />}
          <Input {...control} {...combobox} placeholder="kim@example.com" />
          {isOpen && (
            <PersonList
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
  );
}
