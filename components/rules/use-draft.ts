"use client";

import { useState } from "react";
import type { ActionState } from "@/lib/action-state";
import type { FlagName, ListName, RuleDraft, TextName } from "./draft";
import { settled } from "./draft-fit";
import { type Gaps, gapsIn } from "./draft-gaps";

export type Step = 1 | 2 | 3;

/** What the parts of the form share: what is typed, how to change it, what is wrong with it. */
export type DraftForm = {
  draft: RuleDraft;
  set: (change: Partial<RuleDraft>) => void;
  errorsOf: (name: TextName | ListName | FlagName) => string[] | undefined;
};

/** What the server refused is told until the input has changed. */
function refusedOf(state: ActionState<unknown>, sent: RuleDraft, draft: RuleDraft, name: keyof RuleDraft) {
  if (state.status !== "invalid" || JSON.stringify(sent[name]) !== JSON.stringify(draft[name])) return [];
  return state.fields[name] ?? [];
}

/**
 * The draft while it is typed. Gaps of a step are told once somebody has tried to go on from it.
 * @param state what the server said of `sent`
 */
export function useDraft(initial: RuleDraft, state: ActionState<unknown>, sent: RuleDraft) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState<ReadonlySet<Step>>(new Set());
  const gaps: Gaps = Object.assign({}, ...[...tried].map((step) => gapsIn(draft, step)));
  const errorsOf: DraftForm["errorsOf"] = (name) => {
    const gap = name === "enabled" || name === "tellRecovered" ? undefined : gaps[name];
    const told = [...(gap === undefined ? [] : [gap]), ...refusedOf(state, sent, draft, name)];
    return told.length > 0 ? told : undefined;
  };
  return {
    form: {
      draft,
      set: (change) => setDraft((before) => settled({ ...before, ...change })),
      errorsOf,
    } satisfies DraftForm,
    replace: setDraft,
    tryStep: (step: Step) => {
      setTried(new Set([...tried, step]));
      return Object.keys(gapsIn(draft, step)).length === 0;
    },
  };
}
