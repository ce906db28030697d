import type { ReactNode } from "react";
import type { ActionState } from "@/lib/action-state";
import { Callout } from "./callout";

type Props<T> = {
  state: ActionState<T> /** What to say after it worked; nothing is said without it. */;
  done?: ReactNode;
};

/** What became of the form: refused with its reason, fields to look at, or done. Place it above the buttons. */
export function FormStatus<T>({ state, done }: Props<T>) {
  if (state.status === "refused") {
    return (
      <Callout tone="bad" live="alert">
        {state.message}
      </Callout>
    );
  }
  if (state.status === "invalid") {
    const count = Object.keys(state.fields).length;
    return (
      <Callout tone="bad" live="alert">
        {count === 1
          ? "One field needs a look before this can be saved."
          : `${count} fields need a look before this can be saved.`}
      </Callout>
    );
  }
  if (state.status === "done" && done) {
    return (
      <Callout tone="good" live="status">
        {done}
      </Callout>
    );
  }
  return null;
}
