"use client";

import { useState } from "react";
import { SlackPreview } from "@/components/preview/slack-preview";
import { Updating } from "@/components/preview/updating";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { Select } from "@/components/ui/select";
import type { TemplatePreview } from "@/lib/templates/preview";
import { MailPreview } from "./mail-preview";

/** An event that the preview can be of. */
export type Example = { id: string; label: string };

const forms = [
  { form: "channel", label: "Slack, bot" },
  { form: "webhook", label: "Slack, webhook" },
  { form: "email", label: "E-mail" },
  { form: "json", label: "JSON" },
] as const;
type Form = (typeof forms)[number]["form"];

function Shown({ form, preview, timeZone }: { form: Form; preview: TemplatePreview; timeZone: string }) {
  switch (form) {
    case "channel":
      return <SlackPreview message={preview.message} timeZone={timeZone} />;
    case "webhook":
      return <SlackPreview message={preview.message} timeZone={timeZone} asWebhook />;
    case "email":
      return <MailPreview email={preview.email} message={preview.message} />;
    case "json":
      return (
        <CodeBlock what="webhook JSON" code={JSON.stringify(preview.message, null, 2)} className="border-0" />
      );
  }
}

type Props = {
  preview: TemplatePreview;
  isPending: boolean;
  refused: string;
  timeZone: string;
  examples: readonly Example[];
  eventId: string;
  chooseEvent: (id: string) => void;
};

/** What a message will look like, in each form that it goes out in. */
export function PreviewPanel(props: Props) {
  const { preview, isPending, refused, timeZone, examples, eventId, chooseEvent } = props;
  const [form, setForm] = useState<Form>("channel");
  return (
    <div className="grid gap-3">
      <Select
        aria-label="Event to show"
        value={eventId}
        onChange={(event) => chooseEvent(event.target.value)}
      >
        <option value="">The sample</option>
        {examples.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Show it as</legend>
        {forms.map(({ form: other, label }) => (
          <Button
            key={other}
            size="sm"
            variant={other === form ? "secondary" : "quiet"}
            aria-pressed={other === form}
            onClick={() => setForm(other)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <div
        aria-busy={isPending}
        data-testid="template-preview"
        className="overflow-clip rounded-md border border-line"
      >
        <Shown form={form} preview={preview} timeZone={timeZone} />
      </div>
      <Updating isPending={isPending} />
      <div aria-live="polite" className="grid gap-2 empty:hidden">
        {refused && <Callout tone="warn">{refused}</Callout>}
        {preview.errors.length > 0 && (
          <Callout tone="bad" title="This cannot be used yet; the built-in wording is shown">
            {preview.errors.length === 1
              ? "One part has an error, told beneath it."
              : `${preview.errors.length} parts have errors, told beneath them.`}
          </Callout>
        )}
        {preview.fault && (
          <Callout tone="warn" title="For this event the built-in wording would be sent">
            {preview.fault}
          </Callout>
        )}
      </div>
    </div>
  );
}
