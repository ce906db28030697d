"use client";

import { unstable_rethrow } from "next/navigation";
import { useActionState, useState, useTransition } from "react";
import { type ActionState, idle } from "@/lib/action-state";
import type { RuleDraft } from "./draft";

export type SaveAction = (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;

/** A draft as a form posts it. */
export function formOf(draft: RuleDraft): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(draft)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== false) form.append(name, item === true ? "on" : item);
    }
  }
  return form;
}

/**
 * Saves a draft. Without script the form posts itself. With it the draft is sent whole, also what is not on the page just now,
 * and whatever goes wrong on the way leaves it as it was typed.
 */
export function useSave(action: SaveAction) {
  const [posted, post] = useActionState<ActionState<void>, FormData>(action, idle);
  const [state, setState] = useState(posted);
  const [sent, setSent] = useState<RuleDraft>();
  const [isSaving, start] = useTransition();
  const save = (draft: RuleDraft) =>
    start(async () => {
      setSent(draft);
      try {
        setState(await action(idle, formOf(draft)));
      } catch (error) {
        unstable_rethrow(error);
        const message = "Bellwire could not be reached. What you typed is still here: try again.";
        setState({ status: "refused", message, values: {} });
      }
    });
  return { posted, post, state, sent, isSaving, save };
}
