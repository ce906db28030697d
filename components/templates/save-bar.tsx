import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActionState } from "@/lib/action-state";

/** What saving came to: stored, or kept back because somebody was faster. */
export type Saved = { revision: number } | { conflict: string };

type Props = { state: ActionState<Saved>; isUnsaved: boolean; isNew: boolean };

/** Saves, says what came of it, and lets people choose when somebody else was faster. */
export function SaveBar({ state, isUnsaved, isNew }: Props) {
  const conflict = state.status === "done" && "conflict" in state.value ? state.value.conflict : undefined;
  const isSaved = state.status === "done" && conflict === undefined && !isUnsaved;
  return (
    <div className="grid gap-3">
      {conflict && (
        <Callout
          tone="warn"
          live="alert"
          title="Not saved"
          action={
            <>
              <Button size="sm" onClick={() => window.location.reload()}>
                Load it anew
              </Button>
              <SubmitButton size="sm" variant="danger" name="force" value="on">
                Save over it
              </SubmitButton>
            </>
          }
        >
          {conflict}
        </Callout>
      )}
      {state.status === "invalid" && (
        <Callout tone="bad" live="alert">
          {Object.values(state.fields).flat().join(" ")}
        </Callout>
      )}
      {state.status === "refused" && <FormStatus state={state} />}
      {isSaved && (
        <Callout tone="good" live="status">
          Saved. It holds for the next event.
        </Callout>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel="Saving">{isNew ? "Use this wording" : "Save"}</SubmitButton>
        <span className="text-sm text-ink-muted">
          {isUnsaved ? "Not saved yet. Ctrl+S saves." : isNew ? "The built-in wording is used." : ""}
        </span>
      </div>
    </div>
  );
}
