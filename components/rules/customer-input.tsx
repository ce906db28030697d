"use client";

import { type ComponentProps, useEffect, useId, useState } from "react";
import { Input } from "@/components/ui/input";

export type KnownCustomer = { id: string; name: string | null };
export type FindCustomers = (query: string) => Promise<readonly KnownCustomer[]>;

type Props = Omit<ComponentProps<"input">, "onChange" | "value" | "list"> & {
  value: string;
  change: (id: string) => void;
  /** Those to suggest before anything is typed. */
  known: readonly KnownCustomer[];
  find: FindCustomers;
};

const quietMs = 250;

/** Takes a customer's id; suggests customers by id, name, e-mail or domain while one types. */
export function CustomerInput({ value, change, known, find, ...rest }: Props) {
  const list = useId();
  const [found, setFound] = useState(known);
  const [isTyped, setTyped] = useState(false);
  useEffect(() => {
    if (!isTyped) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      // Suggestions are a help: without them an id can be typed as before.
      const answer = await find(value).catch(() => undefined);
      if (isCurrent && answer) setFound(answer);
    }, quietMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [value, isTyped, find]);
  return (
    <>
      <Input
        {...rest}
        maxLength={255}
        autoComplete="off"
        spellCheck={false}
        list={list}
        value={value}
        onChange={(event) => {
          setTyped(true);
          change(event.target.value);
        }}
      />
      <datalist id={list}>
        {found.map(({ id, name }) => (
          <option key={id} value={id}>
            {name ?? id}
          </option>
        ))}
      </datalist>
    </>
  );
}
