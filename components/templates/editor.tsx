"use client";

import { type FocusEvent, type KeyboardEvent, useActionState, useEffect, useRef, useState } from "react";
import { Card } from "@/components/ui/card";
import { type ActionState, idle } from "@/lib/action-state";
import type { TemplatePreview } from "@/lib/templates/preview";
import type { TemplateBody } from "@/lib/templates/schema";
import { bodyOf, draftOf, partOf, withPart } from "./draft";
import { TemplateParts } from "./parts";
import { type Example, PreviewPanel } from "./preview-panel";
import { SaveBar, type Saved } from "./save-bar";
import { type Previewer, usePreview } from "./use-preview";
import { useUnsavedGuard } from "./use-unsaved-guard";
import { type Variable, VariableList } from "./variables";

type Props = {
  eventType: string;
  timeZone: string;
  /** Null while the built-in wording is used. */
  template: { id: string; revision: number } | null;
  body: TemplateBody;
  save: (state: ActionState<Saved>, form: FormData) => Promise<ActionState<Saved>>;
  preview: Previewer;
  initial: { preview: TemplatePreview; eventId: string };
  examples: readonly Example[];
  variables: readonly Variable[];
  filters: readonly { name: string; about: string }[];
};

type Control = HTMLInputElement | HTMLTextAreaElement;
const isControl = (target: EventTarget): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Changes the wording of one event type, beside what it will look like. */
export function TemplateEditor(props: Props) {
  const { eventType, template, initial } = props;
  const [draft, setDraft] = useState(() => draftOf(props.body));
  const [eventId, setEventId] = useState(initial.eventId);
  const [stored, setStored] = useState({
    body: JSON.stringify(bodyOf(draft)),
    // What one has seen; a page that is refreshed meanwhile must not hide that somebody else has changed it.
    revision: template?.revision ?? 0,
  });
  const form = useRef<HTMLFormElement>(null);
  const focused = useRef<Control | null>(null);
  const body = bodyOf(draft);
  const text = JSON.stringify(body);
  const isUnsaved = text !== stored.body;

  const [state, submit] = useActionState(async (before: ActionState<Saved>, data: FormData) => {
    const after = await props.save(before, data);
    if (after.status === "done" && "revision" in after.value) {
      setStored({ body: String(data.get("body")), revision: after.value.revision });
    }
    return after;
  }, idle);
  const { shown, isPending, refused } = usePreview(initial.preview, props.preview, { eventId, body });
  useUnsavedGuard(isUnsaved);
  useEffect(() => form.current?.setAttribute("data-ready", ""), []);

  function insert(variable: string) {
    const control = focused.current;
    const pointer = control?.dataset.part ?? "/headline";
    const value = partOf(draft, pointer) ?? "";
    const at = control?.selectionStart ?? value.length;
    setDraft(
      withPart(draft, pointer, value.slice(0, at) + variable + value.slice(control?.selectionEnd ?? at)),
    );
    requestAnimationFrame(() => {
      control?.focus();
      control?.setSelectionRange(at + variable.length, at + variable.length);
    });
  }

  function onFocus({ target }: FocusEvent) {
    if (isControl(target) && target.dataset.part) focused.current = target;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.current?.requestSubmit();
  }

  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Card title="Wording">
        <form
          ref={form}
          action={submit}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
          noValidate
          className="grid gap-5"
        >
          <input type="hidden" name="eventType" value={eventType} />
          <input type="hidden" name="templateId" value={template?.id ?? ""} />
          <input type="hidden" name="revision" value={stored.revision} />
          <input type="hidden" name="body" value={text} />
          <TemplateParts draft={draft} setDraft={setDraft} errors={shown.errors} />
          <SaveBar state={state} isUnsaved={isUnsaved} isNew={template === null} />
        </form>
      </Card>
      <div className="grid min-w-0 gap-5 xl:sticky xl:top-6">
        <Card title="What arrives">
          <PreviewPanel
            preview={shown}
            isPending={isPending}
            refused={refused}
            timeZone={props.timeZone}
            examples={props.examples}
            eventId={eventId}
            chooseEvent={setEventId}
          />
        </Card>
        <Card title="Variables" description="A press puts it where the cursor stands.">
          <VariableList variables={props.variables} filters={props.filters} insert={insert} />
        </Card>
      </div>
    </div>
  );
}
