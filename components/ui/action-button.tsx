"use client";

import { type ReactNode, useActionState } from "react";
import { type ActionState, idle } from "@/lib/action-state";
import type { ButtonLook } from "./button-class";
import { SubmitButton } from "./submit-button";

type Props<Value> = {
  action: (state: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;
  /** Hidden fields to send along. */
  fields: Record<string, string>;
  look?: ButtonLook;
  children: ReactNode;
};

/** One press, one action; a refusal is told beside it. */
export function ActionButton<Value>({ action, fields, look, children }: Props<Value>) {
  const [state, submit] = useActionState<ActionState<Value>, FormData>(action, idle);
  return (
    <form action={submit} className="inline-flex flex-wrap items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="secondary" size="sm" {...look}>
        {children}
      </SubmitButton>
      {state.status === "refused" && (
        <span role="alert" className="text-sm text-bad">
          {state.message}
        </span>
      )}
    </form>
  );
}
