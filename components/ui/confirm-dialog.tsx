"use client";

import { type ReactNode, useActionState, useEffect, useId, useRef } from "react";
import type { ActionState } from "@/lib/action-state";
import { Button } from "./button";
import type { ButtonLook } from "./button-class";
import { Dialog } from "./dialog";
import { FormStatus } from "./form-status";
import { SubmitButton } from "./submit-button";

type Props<T> = {
  /** The button that opens it. */
  trigger: ReactNode;
  triggerLook?: ButtonLook;
  triggerLabel?: string;
  title: ReactNode;
  /** What will happen, with numbers. */
  children: ReactNode;
  confirm: string;
  pendingLabel?: string;
  danger?: boolean;
  action: (state: ActionState<T>, form: FormData) => Promise<ActionState<T>>;
  /** Hidden fields to send along. */
  fields?: Record<string, string>;
  /** Opens it unasked when this turns true. */
  isOffered?: boolean;
};

/** Asks before it acts, shows a refusal in place, and closes itself when it worked. */
export function ConfirmDialog<T>(props: Props<T>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const formId = useId();
  const [state, submit] = useActionState<ActionState<T>, FormData>(props.action, { status: "idle" });
  useEffect(() => {
    if (state.status === "done") dialog.current?.close();
  }, [state]);
  useEffect(() => {
    if (props.isOffered && !dialog.current?.open) dialog.current?.showModal();
  }, [props.isOffered]);
  return (
    <>
      <Button
        {...props.triggerLook}
        aria-label={props.triggerLabel}
        onClick={() => dialog.current?.showModal()}
      >
        {props.trigger}
      </Button>
      <Dialog ref={dialog} title={props.title}>
        <form id={formId} action={submit} className="grid gap-4">
          <div>{props.children}</div>
          {Object.entries(props.fields ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <FormStatus state={state} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>Cancel</Button>
            <SubmitButton
              variant={props.danger ? "danger-solid" : "primary"}
              pendingLabel={props.pendingLabel}
            >
              {props.confirm}
            </SubmitButton>
          </div>
        </form>
      </Dialog>
    </>
  );
}
