import type { TemplateBody } from "@/lib/templates/schema";

/** `key` tells rows apart while they are moved about; it is kept nowhere. */
type Row = { key: number };
export type FieldRow = Row & { label: string; value: string };
export type LinkRow = Row & { label: string; urlTemplate: string };

/** What the editor holds: every part as it is typed, and which of them are one's own. */
export type Draft = {
  headline: string;
  text: string;
  hasWhy: boolean;
  why: string;
  hasFields: boolean;
  fields: FieldRow[];
  hasLinks: boolean;
  links: LinkRow[];
  emoji: string;
  color: string;
};

/** A stored wording as the editor shows it. */
export function draftOf({
  headline,
  text = "",
  why,
  fields,
  links,
  emoji = "",
  color = "",
}: TemplateBody): Draft {
  return {
    headline,
    text,
    hasWhy: why !== undefined,
    why: why ?? "",
    hasFields: fields !== undefined,
    fields: (fields ?? []).map((field, key) => ({ ...field, key })),
    hasLinks: links !== undefined,
    links: (links ?? []).map((link, key) => ({ ...link, key })),
    emoji,
    color,
  };
}

const isWritten = (text: string) => text.trim() !== "";

/** What is stored of a draft. Parts that are not one's own are left out, so that they stay as they are built in. */
export function bodyOf(draft: Draft): TemplateBody {
  const { headline, text, why, emoji, color } = draft;
  return {
    headline,
    ...(isWritten(text) ? { text } : {}),
    ...(draft.hasWhy ? { why } : {}),
    ...(draft.hasFields ? { fields: draft.fields.map(({ label, value }) => ({ label, value })) } : {}),
    ...(draft.hasLinks
      ? { links: draft.links.map(({ label, urlTemplate }) => ({ label, urlTemplate })) }
      : {}),
    ...(isWritten(emoji) ? { emoji: emoji.trim() } : {}),
    ...(isWritten(color) ? { color: color.trim() } : {}),
  };
}

/** A key that no row has. */
export const nextKey = (rows: readonly Row[]) => Math.max(0, ...rows.map(({ key }) => key + 1));

/** One part, by its pointer into the body, such as `/fields/0/value`. Undefined when there is no such part. */
export function partOf(draft: Draft, pointer: string): string | undefined {
  const [, part = "", at = "", name = ""] = pointer.split("/");
  switch (part) {
    case "headline":
    case "text":
    case "why":
      return draft[part];
    case "fields": {
      const row = draft.fields[Number(at)];
      return name === "label" ? row?.label : row?.value;
    }
    case "links": {
      const row = draft.links[Number(at)];
      return name === "label" ? row?.label : row?.urlTemplate;
    }
    default:
      return undefined;
  }
}

/** The draft with one part changed. */
export function withPart(draft: Draft, pointer: string, text: string): Draft {
  const [, part = "", at = "", name = ""] = pointer.split("/");
  const changed = <Item extends object>(rows: readonly Item[]) =>
    rows.map((row, index) => (index === Number(at) ? { ...row, [name]: text } : row));
  switch (part) {
    case "headline":
    case "text":
    case "why":
      return { ...draft, [part]: text };
    case "fields":
      return { ...draft, fields: changed(draft.fields) };
    case "links":
      return { ...draft, links: changed(draft.links) };
    default:
      return draft;
  }
}
