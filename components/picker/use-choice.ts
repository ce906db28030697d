import { type KeyboardEvent, useId, useRef, useState } from "react";

/** The id of an option, for `aria-activedescendant`. */
export const optionId = (listId: string, position: number) => `${listId}-${position}`;

function scrollTo(list: HTMLElement | null, id: string) {
  list?.querySelector(`#${CSS.escape(id)}`)?.scrollIntoView({ block: "nearest" });
}

/** A field with a list to choose from: what is typed, what is chosen, whether the list is open, which option the keys are at. */
export function useChoice<Item>(initial: string, nameOf: (item: Item) => string) {
  const [text, setText] = useState(initial);
  const [chosen, setChosen] = useState<Item>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const choose = (item: Item) => {
    setChosen(item);
    setText(nameOf(item));
    setOpen(false);
    setActive(-1);
  };
  return { text, setText, chosen, setChosen, isOpen, setOpen, active, setActive, list, listId, choose };
}

type Options<Item> = { items: readonly Item[]; more: (() => void) | undefined };

/** What the field itself takes: typing opens the list; arrows, Enter and Escape work in it. */
export function comboboxOf<Item>(choice: ReturnType<typeof useChoice<Item>>, { items, more }: Options<Item>) {
  const { active, isOpen, list, listId } = choice;
  const step = (by: number) => {
    choice.setOpen(true);
    const last = items.length - 1;
    const next = Math.min(Math.max(active + by, 0), last);
    if (active + by > last) more?.();
    choice.setActive(next);
    scrollTo(list.current, optionId(listId, next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = items[active];
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && isOpen && at) choice.choose(at);
    else if (event.key === "Escape" && isOpen) choice.setOpen(false);
    else return;
    event.preventDefault();
  };
  return {
    role: "combobox",
    "aria-expanded": isOpen,
    "aria-controls": isOpen ? listId : undefined,
    "aria-autocomplete": "list" as const,
    "aria-activedescendant": isOpen && active >= 0 ? optionId(listId, active) : undefined,
    autoComplete: "off",
    spellCheck: false,
    value: choice.text,
    onChange: (event: { target: { value: string } }) => {
      choice.setText(event.target.value);
      choice.setChosen(undefined);
      choice.setOpen(true);
      choice.setActive(-1);
    },
    onFocus: () => choice.setOpen(true),
    onClick: () => choice.setOpen(true),
    onKeyDown,
  };
}
