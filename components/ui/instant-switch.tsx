"use client";

import { useActionState } from "react";
import { type ActionState, idle } from "@/lib/action-state";
import { Switch } from "./switch";

type Props<Value> = {
  checked: boolean;
  label: string;
  showLabel?: boolean;
  /** Sent along: which thing is switched. */
  fields: Record<string, string>;
  /** Gets `value` as "true" or "false": what it should become. */
  action: (state: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;
};

/** A switch that saves at once and shows the new position while it does; a refusal puts it back and says why. */
export function InstantSwitch<Value>({ checked, label, showLabel, fields, action }: Props<Value>) {
  const [state, submit, isPending] = useActionState<ActionState<Value>, FormData>(action, idle);
  const shown = isPending ? !checked : checked;
  return (
    <form action={submit} className="relative z-10 inline-flex flex-wrap items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="value" value={String(!checked)} />
      <Switch type="submit" checked={shown} label={label} showLabel={showLabel} aria-busy={isPending} />
      {state.status === "refused" && (
        <span role="alert" className="text-sm text-bad">
          {state.message}
        </span>
      )}
    </form>
  );
}
