import { sectionsHtml, sectionsText } from "./mail-sections";
import type { Field, Message, Span } from "./message";
import { singleLine } from "./plain";
import { plainText } from "./sentence";
import { tones } from "./tone";
import { linkableUrl } from "./url";

/** Whose mail it is. */
type Sender = { name: string | null; color: string | null };

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

const isMarked = ({ isTest, environment }: Message) => isTest || environment === "sandbox";
const instantOf = ({ occurredAt }: Message) =>
  `${new Date(occurredAt * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
const wordOf = ({ word, severity }: Message) => word ?? tones[severity].word;

function htmlOf(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      const text = escapeHtml(span.text);
      const url = span.kind === "link" ? linkableUrl(span.url) : undefined;
      if (url !== undefined) return `<a href="${escapeHtml(url)}" style="color:#175cd3;">${text}</a>`;
      return span.kind === "strong" ? `<strong>${text}</strong>` : text;
    })
    .join("");
}

const rowOf = ({ label, value }: Field) =>
  `<tr><td style="padding:4px 16px 4px 0;color:#667085;vertical-align:top;">${escapeHtml(label)}</td><td style="padding:4px 0;">${htmlOf(value) || "–"}</td></tr>`;

const buttonOf = ({ label, url }: { label: string; url: string }) =>
  `<a href="${escapeHtml(url)}" style="display:inline-block;margin:0 8px 8px 0;padding:8px 14px;border:1px solid #d0d5dd;border-radius:6px;color:#101828;text-decoration:none;">${escapeHtml(label)}</a>`;

function linksOf(message: Message): { label: string; url: string }[] {
  return message.links.flatMap(({ label, url: given }) => {
    const url = linkableUrl(given);
    return url === undefined ? [] : [{ label, url }];
  });
}

function plainOf(message: Message, subject: string): string {
  const fields = message.fields.map(({ label, value }) => `${label}: ${plainText(value) || "–"}`);
  const links = linksOf(message).map(({ label, url }) => `${label}: ${url}`);
  const end = `${wordOf(message)} · ${message.eventType} · ${message.reference} · ${instantOf(message)}`;
  return [
    [subject],
    fields,
    message.why === undefined ? [] : [message.why],
    ...sectionsText(message.sections),
    links,
    [end],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** A message as an e-mail: the sentence as its subject, plain text, and the same as simple HTML in which data is never markup. */
export function renderMail(
  message: Message,
  { name, color }: Sender = { name: null, color: null },
): { subject: string; text: string; html: string } {
  const subject = singleLine(`${isMarked(message) ? "[TEST] " : ""}${message.text}`, 200);
  const headline = htmlOf(message.headline);
  const why = message.why === undefined ? "" : `<p style="color:#475467;">${escapeHtml(message.why)}</p>`;
  const fields = message.fields.map(rowOf).join("");
  const html = [
    `<div style="max-width:560px;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#101828;">`,
    `<p style="margin:0 0 12px;font-weight:700;color:${color ?? "#101828"};">${escapeHtml(name ?? "Bellwire")}</p>`,
    `<div style="border-left:4px solid ${message.color};padding-left:14px;">`,
    `<p style="margin:0 0 8px;font-size:17px;font-weight:600;">${headline}</p>`,
    fields === "" ? "" : `<table role="presentation" cellpadding="0" cellspacing="0">${fields}</table>`,
    why,
    sectionsHtml(message.sections, { safe: escapeHtml, spans: htmlOf }),
    linksOf(message).map(buttonOf).join(""),
    `<p style="margin:8px 0 0;font-size:12px;color:#667085;">${escapeHtml(`${wordOf(message)} · ${message.eventType} · ${message.reference} · ${instantOf(message)}`)}</p>`,
    "</div></div>",
  ].join("");
  return { subject, text: plainOf(message, subject), html };
}
