import type { Field, Link, Message } from "@/lib/messages/message";
import { singleLine } from "@/lib/messages/plain";
import { words } from "@/lib/messages/sentence";
import { linkableUrl } from "@/lib/messages/url";
import { compileTemplate, inAddress, type Template } from "./engine";
import { TemplateFault } from "./fault";
import { templateLimits } from "./limits";
import { type Budget, type Format, freshBudget, type Roots } from "./run";
import type { TemplateBody } from "./schema";
import { rootNames } from "./variables";

/** What is wrong with one part of a template: a JSON pointer into its body, and the place within the part. */
export type PartFault = { pointer: string; line: number; column: number; message: string };

/** A template that can be used: puts its words in the place of the built-in ones. @throws PartFailure when it cannot be rendered. */
export type Wording = (message: Message, roots: Roots, format: Format) => Message;

export type CompiledBody = { ok: true; apply: Wording } | { ok: false; faults: PartFault[] };

/** A part that could not be rendered for one event. */
export class PartFailure extends Error {
  override readonly name = "PartFailure";
  readonly fault: PartFault;

  constructor(fault: PartFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const lengths = { headline: 300, text: 1_000, why: 600, label: 60, value: 600 } as const;

type Part = { pointer: string; render: Template };

type Telling = { roots: Roots; format: Format; budget: Budget };

function rendered({ pointer, render }: Part, { roots, format, budget }: Telling): string {
  try {
    return render(roots, format, budget);
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    const { line, column, message } = error;
    throw new PartFailure({ pointer, line, column, message });
  }
}

/** Reads the parts of a body; what cannot be read is collected, so that all of it can be told at once. */
function reader(faults: PartFault[]) {
  const broken: Template = () => "";
  return (source: string, pointer: string, isAddress = false): Part => {
    try {
      return { pointer, render: compileTemplate(source, rootNames, isAddress ? inAddress : undefined) };
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      faults.push({ pointer, line: error.line, column: error.column, message: error.message });
      return { pointer, render: broken };
    }
  };
}

type Parts = {
  headline: Part;
  text: Part | undefined;
  why: Part | undefined;
  fields: { label: Part; value: Part }[] | undefined;
  links: { label: Part; url: Part }[] | undefined;
};

function sizeOf({ headline, text = "", why = "", fields = [], links = [] }: TemplateBody): number {
  const pairs = [
    ...fields.flatMap(({ label, value }) => [label, value]),
    ...links.flatMap(({ label, urlTemplate }) => [label, urlTemplate]),
  ];
  return [headline, text, why, ...pairs].reduce((sum, source) => sum + source.length, 0);
}

function headlineOf(parts: Parts, line: (part: Part, limit: number) => string): string {
  const headline = line(parts.headline, lengths.headline);
  if (headline !== "") return headline;
  const message = "The headline came out empty.";
  throw new PartFailure({ pointer: "/headline", line: 1, column: 1, message });
}

/** The look that purchases have always had has no room for a reason or for buttons. */
function layoutOf(message: Message, { why, links }: Parts): Message["layout"] {
  return why || links ? "standard" : message.layout;
}

function wordingOf(parts: Parts, { emoji, color }: TemplateBody): Wording {
  return (message, roots, format) => {
    const telling = { roots, format, budget: freshBudget() };
    const line = (part: Part, limit: number) => singleLine(rendered(part, telling), limit);
    const headline = headlineOf(parts, line);
    const why = parts.why ? line(parts.why, lengths.why) : message.why;
    const fields = parts.fields?.flatMap(({ label, value }): Field[] => {
      const text = line(value, lengths.value);
      return text === "" ? [] : [{ label: line(label, lengths.label), value: [words(text)] }];
    });
    const links = parts.links?.flatMap(({ label, url: address }): Link[] => {
      const url = linkableUrl(rendered(address, telling).trim());
      return url === undefined ? [] : [{ label: line(label, lengths.label) || "Open", url }];
    });
    const { why: _, ...rest } = message;
    return {
      ...rest,
      layout: layoutOf(message, parts),
      headline: [words(headline)],
      text: (parts.text && line(parts.text, lengths.text)) || headline,
      ...(why ? { why } : {}),
      fields: fields ?? message.fields,
      links: links ?? message.links,
      emoji: emoji ?? message.emoji,
      color: color ?? message.color,
    };
  };
}

/** Makes a wording ready, once per version of it. Every defect is told, with its place. */
export function compileBody(body: TemplateBody): CompiledBody {
  const faults: PartFault[] = [];
  if (sizeOf(body) > templateLimits.source) {
    const message = `All parts together may have ${templateLimits.source.toLocaleString("en-US")} characters at most.`;
    return { ok: false, faults: [{ pointer: "/headline", line: 1, column: 1, message }] };
  }
  const read = reader(faults);
  const parts: Parts = {
    headline: read(body.headline, "/headline"),
    text: body.text === undefined ? undefined : read(body.text, "/text"),
    why: body.why === undefined ? undefined : read(body.why, "/why"),
    fields: body.fields?.map(({ label, value }, at) => ({
      label: read(label, `/fields/${at}/label`),
      value: read(value, `/fields/${at}/value`),
    })),
    links: body.links?.map(({ label, urlTemplate }, at) => ({
      label: read(label, `/links/${at}/label`),
      url: read(urlTemplate, `/links/${at}/urlTemplate`, true),
    })),
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, apply: wordingOf(parts, body) };
}
