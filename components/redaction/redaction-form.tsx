"use client";

import { useActionState, useState } from "react";
import { SlackPreview } from "@/components/preview/slack-preview";
import { Button } from "@/components/ui/button";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/text-field";
import { type ActionState, idle } from "@/lib/action-state";
import type { Message } from "@/lib/messages/message";
import { type RedactionRules, redactionPresets } from "@/lib/redaction/schema";
import { textOf, withPreset } from "./rules";

/** Shows the sample as the destination would see it, or says why it cannot. */
export type RedactionPreviewer = (rules: string) => Promise<{ message: Message } | { refused: string }>;

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  preview: RedactionPreviewer;
  destinationId: string;
  rules: RedactionRules | null;
  timeZone: string;
};

/** Says what may not be seen at a destination. */
export function RedactionForm({ action, preview, destinationId, rules, timeZone }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  const [text, setText] = useState(textOf(rules ?? []));
  const [shown, setShown] = useState<Awaited<ReturnType<RedactionPreviewer>>>();
  return (
    <form action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="destinationId" value={destinationId} />
      <div className="flex flex-wrap gap-1.5">
        {redactionPresets.map((preset) => (
          <Button key={preset.label} size="sm" onClick={() => setText(withPreset(text, preset.rules))}>
            {preset.label}
          </Button>
        ))}
      </div>
      <TextareaField
        label="Redacted fields"
        name="redaction"
        optional
        rows={4}
        spellCheck={false}
        className="font-mono"
        placeholder={"mask customer.email\nhide data.lines.*.price"}
        hint="One a line: mask or hide, then a path. amounts and emails mean all of them; * is any part of a path."
        value={text}
        onChange={(event) => setText(event.target.value)}
        errors={errorsOf(state, "redaction")}
      />
      {state.status !== "invalid" && <FormStatus state={state} done="Saved. It holds for the next event." />}
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="secondary" pendingLabel="Saving">
          Save redaction
        </SubmitButton>
        <Button
          variant="quiet"
          onClick={() =>
            void preview(text).then(setShown, () => setShown({ refused: "It could not be loaded." }))
          }
        >
          Show an invoice as it would arrive
        </Button>
      </div>
      <div aria-live="polite" className="overflow-clip rounded-md border border-line empty:hidden">
        {shown && "message" in shown && <SlackPreview message={shown.message} timeZone={timeZone} />}
        {shown && "refused" in shown && <p className="p-3 text-sm text-bad">{shown.refused}</p>}
      </div>
    </form>
  );
}
