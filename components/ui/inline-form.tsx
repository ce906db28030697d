"use client";

import { type ComponentProps, useActionState } from "react";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import { Field } from "./field";
import { errorsOf } from "./form-state";
import { FormStatus } from "./form-status";
import { Input } from "./input";
import { SubmitButton } from "./submit-button";

type Props<Value> = {
  action: (state: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;
  label: string;
  name: string;
  hint?: string;
  submit: string;
  /** What to say after it worked. */
  done: string;
  fields: Record<string, string>;
  input?: ComponentProps<"input">;
};

/** One setting with its own button. */
export function InlineForm<Value>({ action, label, name, hint, submit, done, fields, input }: Props<Value>) {
  const [state, send] = useActionState<ActionState<Value>, FormData>(action, idle);
  const initial = typeof input?.defaultValue === "string" ? input.defaultValue : "";
  return (
    <form action={send} noValidate className="grid gap-3">
      {Object.entries(fields).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Field label={label} name={name} hint={hint} errors={errorsOf(state, name)}>
        {(control) => (
          <span className="flex flex-wrap gap-2">
            <Input
              {...input}
              {...control}
              defaultValue={keptValue(state, name, initial)}
              className="min-w-0 flex-1 basis-56"
            />
            <SubmitButton variant="secondary" pendingLabel="Saving">
              {submit}
            </SubmitButton>
          </span>
        )}
      </Field>
      {state.status !== "invalid" && <FormStatus state={state} done={done} />}
    </form>
  );
}
