"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import { contentTypes } from "@/lib/destinations/webhook-config";
import type { BodyPreview } from "@/lib/webhooks/samples";

/** Shows what an example would look like. */
export type BodyPreviewer = (asked: {
  eventType: string;
  contentType: string;
  bodyTemplate: string;
}) => Promise<BodyPreview | { refused: string }>;

type Props = {
  contentType: string;
  bodyTemplate: string;
  /** The event types and topics that there is an example of. */
  types: readonly string[];
  variables: readonly string[];
  preview: BodyPreviewer;
  errors: (name: string) => string[] | undefined;
};

function prettied(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function Shown({ shown }: { shown: BodyPreview | { refused: string } }) {
  if ("refused" in shown) return <p className="text-sm text-bad">{shown.refused}</p>;
  const { defect, fault, body, contentType } = shown;
  const complaint = defect ? `Line ${defect.line}, column ${defect.column}: ${defect.message}` : fault;
  return (
    <>
      {complaint && (
        <p className="text-sm text-bad">{complaint} Until it is mended, the built-in body is sent.</p>
      )}
      <CodeBlock code={prettied(body)} what="body" title={contentType} />
    </>
  );
}

/** The body of the requests: what is built in, or a wording of somebody's own, beside what it comes to. */
export function BodyField({ contentType, bodyTemplate, types, variables, preview, errors }: Props) {
  const [type, setType] = useState(contentType);
  const [text, setText] = useState(bodyTemplate);
  const [example, setExample] = useState("payment.failed");
  const [shown, setShown] = useState<BodyPreview | { refused: string }>();
  const look = () =>
    void preview({ eventType: example, contentType: type, bodyTemplate: text }).then(setShown, () =>
      setShown({ refused: "It could not be loaded." }),
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <TextareaField
        label="Body template"
        name="bodyTemplate"
        optional
        rows={6}
        spellCheck={false}
        className="font-mono"
        placeholder={'{ "text": "{{ message.text }}", "event": {{ event | json }} }'}
        value={text}
        onChange={({ target }) => setText(target.value)}
        hint="Leave it empty for the built-in body: the event whole, and the message in words."
        errors={errors("bodyTemplate")}
      />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField
          label="Sent as"
          name="contentType"
          value={type}
          onChange={({ target }) => setType(target.value)}
          errors={errors("contentType")}
        >
          {contentTypes.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Example"
          name="example"
          optional
          list="webhook-example-types"
          value={example}
          onChange={({ target }) => setExample(target.value)}
          hint="An event type, or one of the topics above."
        />
        <datalist id="webhook-example-types">
          {types.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      </div>
      <details className="text-sm">
        <summary className="w-fit text-ink-muted underline underline-offset-2">Variables</summary>
        <p className="mt-1.5 font-mono text-xs leading-5 break-words text-ink-muted">
          {variables.join("  ")}
        </p>
      </details>
      <Button className="w-fit" variant="quiet" onClick={look}>
        Show the example as it would arrive
      </Button>
      <div aria-live="polite" className="grid grid-cols-[minmax(0,1fr)] gap-2 empty:hidden">
        {shown && <Shown shown={shown} />}
      </div>
    </div>
  );
}
