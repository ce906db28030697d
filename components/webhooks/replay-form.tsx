"use client";

import { RotateCcw } from "lucide-react";
import { useActionState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField } from "@/components/ui/text-field";
import { type ActionState, idle } from "@/lib/action-state";

/** What was chosen, as the form has it. */
type Asked = { state: string; hours: string };
export type ReplayOutcome = {
  matched: number;
  replayed: number;
  hasMore: boolean;
  isCount: boolean;
  asked: Asked;
};
type State = ActionState<ReplayOutcome>;
type Props = {
  action: (state: State, form: FormData) => Promise<State>;
  destinationId: string;
  /** Made with the page, so that the same press twice sends nothing twice. */
  requestId: string;
};

const counted = (count: number) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? "notification" : "notifications"}`;

function inWords({ matched, replayed, hasMore, isCount }: ReplayOutcome): string {
  const more = hasMore ? " There are more: do it once more afterwards." : "";
  if (matched === 0) return "There is none.";
  if (isCount) return `${counted(matched)} would be sent again.${more}`;
  const left = matched - replayed;
  const rest =
    left > 0 ? ` ${counted(left)} went out by the same press before, or lead to what is switched off.` : "";
  return `${counted(replayed)} on the way.${rest}${more}`;
}

/** Sends again what failed, or all, since a time. */
export function ReplayForm({ action, destinationId, requestId }: Props) {
  const [state, submit] = useActionState<State, FormData>(action, idle);
  // What was counted must be what is replayed, and a form that was sent forgets its choices.
  const asked = state.status === "done" ? state.value.asked : { state: "failed", hours: "24" };
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="destinationId" value={destinationId} />
      <input type="hidden" name="requestId" value={requestId} />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField label="Which" name="state" defaultValue={asked.state} errors={errorsOf(state, "state")}>
          <option value="failed">What failed</option>
          <option value="sent">What was sent</option>
          <option value="suppressed">What was kept back</option>
          <option value="all">All of it</option>
        </SelectField>
        <SelectField label="Since" name="hours" defaultValue={asked.hours} errors={errorsOf(state, "hours")}>
          <option value="1">an hour ago</option>
          <option value="6">six hours ago</option>
          <option value="24">a day ago</option>
          <option value="72">three days ago</option>
          <option value="168">a week ago</option>
          <option value="720">thirty days ago</option>
        </SelectField>
      </div>
      <FormStatus state={state} done={state.status === "done" ? inWords(state.value) : undefined} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="step" value="replay" variant="secondary" pendingLabel="Replaying">
          <RotateCcw aria-hidden />
          Replay
        </SubmitButton>
        <SubmitButton name="step" value="count" variant="quiet" pendingLabel="Counting">
          Only count
        </SubmitButton>
      </div>
      <p className="text-sm text-ink-muted">
        Each goes as a new message with an id of its own; the header webhook-replay-of names the one it
        repeats.
      </p>
    </form>
  );
}
