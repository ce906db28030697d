import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";
import type { PartFault } from "@/lib/templates/body";
import { type Draft, nextKey, withPart } from "./draft";
import { PartField } from "./part-field";
import { RowsPart } from "./rows-part";

type Props = { draft: Draft; setDraft: (draft: Draft) => void; errors: readonly PartFault[] };

const fieldParts = [
  { name: "label", label: "Label", placeholder: "Amount" },
  { name: "value", label: "Value", placeholder: "{{ data.amountDue | money }}" },
] as const;
const linkParts = [
  { name: "label", label: "Label", placeholder: "Open invoice" },
  { name: "urlTemplate", label: "Address", placeholder: "https://app.example/c/{{ customer.id }}" },
] as const;

function Lists({ draft, setDraft, errors }: Props) {
  const write = (pointer: string, text: string) => setDraft(withPart(draft, pointer, text));
  const { fields, links } = draft;
  return (
    <>
      <Checkbox
        label="Own fields"
        hint="Without a tick the built-in ones are shown. One that comes out empty is left out."
        checked={draft.hasFields}
        onChange={(event) => setDraft({ ...draft, hasFields: event.target.checked })}
      />
      {draft.hasFields && (
        <RowsPart
          part="fields"
          noun="field"
          rows={fields}
          parts={fieldParts}
          most={10}
          read={(row, name) => (name === "label" ? row.label : row.value)}
          write={write}
          setRows={(rows) => setDraft({ ...draft, fields: rows })}
          add={() =>
            setDraft({ ...draft, fields: [...fields, { key: nextKey(fields), label: "", value: "" }] })
          }
          errors={errors}
        />
      )}
      <Checkbox
        label="Own buttons"
        hint="Without a tick the built-in ones are shown. Values in an address are encoded."
        checked={draft.hasLinks}
        onChange={(event) => setDraft({ ...draft, hasLinks: event.target.checked })}
      />
      {draft.hasLinks && (
        <RowsPart
          part="links"
          noun="button"
          rows={links}
          parts={linkParts}
          most={5}
          read={(row, name) => (name === "label" ? row.label : row.urlTemplate)}
          write={write}
          setRows={(rows) => setDraft({ ...draft, links: rows })}
          add={() =>
            setDraft({ ...draft, links: [...links, { key: nextKey(links), label: "", urlTemplate: "" }] })
          }
          errors={errors}
        />
      )}
    </>
  );
}

/** Every part of a wording. */
export function TemplateParts(props: Props) {
  const { draft, setDraft, errors } = props;
  const write = (pointer: string) => (text: string) => setDraft(withPart(draft, pointer, text));
  return (
    <>
      <PartField
        label="Headline"
        pointer="/headline"
        value={draft.headline}
        onChange={write("/headline")}
        errors={errors}
        rows={3}
        hint="The sentence that the message begins with."
      />
      <PartField
        label="Preview text"
        pointer="/text"
        value={draft.text}
        onChange={write("/text")}
        errors={errors}
        rows={2}
        optional
        hint="What a push notification says. The headline, when it is left empty."
      />
      <Checkbox
        label="Own reason line"
        hint="Without a tick the built-in one is shown. Left empty, there is none."
        checked={draft.hasWhy}
        onChange={(event) => setDraft({ ...draft, hasWhy: event.target.checked })}
      />
      {draft.hasWhy && (
        <PartField
          label="Reason"
          pointer="/why"
          value={draft.why}
          onChange={write("/why")}
          errors={errors}
          rows={2}
          optional
        />
      )}
      <Lists {...props} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Emoji"
          name="emoji"
          optional
          value={draft.emoji}
          onChange={(event) => setDraft({ ...draft, emoji: event.target.value })}
          placeholder=":moneybag:"
          autoComplete="off"
        />
        <TextField
          label="Colour of the bar"
          name="color"
          optional
          value={draft.color}
          onChange={(event) => setDraft({ ...draft, color: event.target.value })}
          placeholder="#2E90FA"
          autoComplete="off"
        />
      </div>
    </>
  );
}
