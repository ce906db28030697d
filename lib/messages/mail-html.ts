import { type MailContent, momentText } from "./mail-content";
import { mailPage } from "./mail-look";
import { sectionsHtml } from "./mail-sections";
import type { Field, Span } from "./message";
import { cut } from "./plain";
import { linkableUrl } from "./url";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

/** Words as HTML in which data is never markup, up to `limit` characters of them. */
function htmlOf(spans: readonly Span[], limit: number): string {
  let left = limit;
  return spans
    .map((span) => {
      if (left <= 0) return "";
      const text = escapeHtml(cut(span.text, left));
      left -= span.text.length;
      const url = span.kind === "link" ? linkableUrl(span.url) : undefined;
      if (url !== undefined)
        return `<a class="bw-link" href="${escapeHtml(url)}" style="color:#175cd3;">${text}</a>`;
      return span.kind === "strong" ? `<strong>${text}</strong>` : text;
    })
    .join("");
}

const cell = "padding:5px 16px 5px 0;vertical-align:top;font-size:14px;line-height:20px;";

const rowOf = ({ label, value }: Field) =>
  `<tr><td class="bw-muted bw-label" style="${cell}color:#667085;white-space:nowrap;">${escapeHtml(cut(label, 80))}</td><td class="bw-ink" style="${cell}color:#101828;">${htmlOf(value, 400) || "–"}</td></tr>`;

const mainStyle = "background:#101828;border:1px solid #101828;color:#ffffff;";
const otherStyle = "border:1px solid #d0d5dd;color:#101828;";

const buttonOf = ({ label, url }: { label: string; url: string }, position: number) =>
  `<a class="${position === 0 ? "bw-main" : "bw-other"}" href="${escapeHtml(url)}" style="display:inline-block;margin:0 8px 8px 0;padding:9px 16px;border-radius:6px;font-size:14px;font-weight:600;text-decoration:none;${position === 0 ? mainStyle : otherStyle}">${escapeHtml(cut(label, 75))}</a>`;

const paragraph = (html: string, style = "") =>
  `<p class="bw-muted" style="margin:12px 0 0;font-size:14px;line-height:21px;color:#475467;${style}">${html}</p>`;

/** How the case stands, what it goes on from, and what is told besides. */
function caseHtml({ status, followUpTo, history }: MailContent): string {
  const parts: string[] = [];
  if (status)
    parts.push(
      paragraph(
        [
          `<strong class="bw-ink" style="color:#101828;">${escapeHtml(status.word)}</strong>`,
          ...status.facts.map((fact) => htmlOf(fact, 300)),
        ].join(" · "),
        "margin-top:0;",
      ),
    );
  if (followUpTo)
    parts.push(
      paragraph(`Follow-up to: ${escapeHtml(cut(followUpTo.text, 300))} · ${momentText(followUpTo.at)}`),
    );
  if (history.length > 0) {
    const lines = history.map(
      ({ at, text, isLate }) =>
        `<li style="margin:0 0 4px;">${momentText(at)} &nbsp;${escapeHtml(cut(text, 300))}${isLate ? " <em>(arrived late)</em>" : ""}</li>`,
    );
    parts.push(
      `<ul class="bw-muted" style="margin:12px 0 0;padding:0 0 0 18px;font-size:14px;line-height:20px;color:#475467;">${lines.join("")}</ul>`,
    );
  }
  return parts.join("");
}

function headOf({ brand: { name, iconUrl, color } }: MailContent): string {
  const label = escapeHtml(name);
  const logo =
    iconUrl === null
      ? ""
      : `<img src="${escapeHtml(iconUrl)}" width="28" height="28" alt="" style="vertical-align:middle;border-radius:6px;margin-right:8px;">`;
  return `${logo}<span class="bw-ink" style="font-size:15px;font-weight:700;vertical-align:middle;color:${color ?? "#101828"};">${label}</span>`;
}

function footOf({ footer, manage }: MailContent): string {
  if (!manage) return escapeHtml(footer);
  const why = `You get this because ${escapeHtml(manage.because)}.`;
  return `${escapeHtml(footer)}<br>${why} <a href="${escapeHtml(manage.url)}" style="color:#667085;">Unsubscribe or change what you get</a>`;
}

/** A mail's HTML. */
export function mailHtml(content: MailContent): string {
  const { subject, headline, fields, why, sections, links, color } = content;
  const caseLines = caseHtml(content);
  const body = [
    `<h1 class="bw-ink" style="margin:0 0 12px;font-size:19px;line-height:27px;color:#101828;overflow-wrap:anywhere;">${htmlOf(headline, 600)}</h1>`,
    caseLines,
    fields.length === 0
      ? ""
      : `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:12px 0 0;">${fields.map(rowOf).join("")}</table>`,
    why === null ? "" : paragraph(escapeHtml(cut(why, 1_500)).replaceAll("\n", "<br>")),
    sectionsHtml(sections, { safe: escapeHtml, spans: (line) => htmlOf(line, 600) }),
    links.length === 0 ? "" : `<div style="margin:20px 0 -8px;">${links.map(buttonOf).join("")}</div>`,
  ].join("\n");
  return mailPage({
    title: escapeHtml(subject),
    head: headOf(content),
    body,
    foot: footOf(content),
    color: color ?? "#101828",
  });
}
