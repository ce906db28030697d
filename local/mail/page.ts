import type { Mail } from "./inbox";
import { pageStyle } from "./page-style";

// Swaps in what has changed; the mail that is being read stays as it is.
const script = `
const refresh = async () => {
  const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  document.title = fresh.title;
  for (const part of ["nav", "header"]) document.querySelector(part).replaceWith(fresh.querySelector(part));
  const shown = document.querySelector("main"), next = fresh.querySelector("main");
  if (shown.dataset.mail !== next.dataset.mail) shown.replaceWith(next);
};
const changes = new EventSource("/changes");
changes.addEventListener("changed", refresh);
changes.addEventListener("open", refresh);
document.addEventListener("click", async (event) => {
  if (event.target.id === "clear") { await fetch("/messages", { method: "DELETE" }); location.href = "/"; }
});
`;

/** The page's content security policy: nothing runs but the page's own script; mails may show pictures. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    "img-src http: https: data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The inbox for people: the mails, newest first, and one of them opened. */
export function renderPage(mails: readonly Mail[], opened: Mail | undefined, nonce: string): string {
  const count = mails.length === 1 ? "1 message" : `${mails.length} messages`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${mails.length > 0 ? `(${mails.length}) ` : ""}Local mail</title>
<style>${pageStyle}</style>
</head>
<body>
<header><h1>Local mail</h1><p>${count}, none of which left this machine</p>
<button id="clear"${mails.length === 0 ? " disabled" : ""}>Delete all</button></header>
<nav aria-label="Messages">${mails
    .toReversed()
    .map((mail) => entry(mail, opened))
    .join("")}</nav>
${opened ? reading(opened) : nothing()}
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

function entry(mail: Mail, opened: Mail | undefined): string {
  const current = mail.id === opened?.id ? ' aria-current="page"' : "";
  return `<a href="/mail/${mail.id}"${current}><strong>${escapeHtml(mail.subject || "(no subject)")}</strong>
<span>${escapeHtml(mail.to)}</span><time datetime="${mail.receivedAt}">${when(mail)}</time></a>`;
}

function reading(mail: Mail): string {
  const text = `<pre>${escapeHtml(mail.text) || "(no text)"}</pre>`;
  return `<main data-mail="${mail.id}">
<h2>${escapeHtml(mail.subject || "(no subject)")}</h2>
<dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to)}</dd>
<dt>Received</dt><dd><time datetime="${mail.receivedAt}">${when(mail)}</time></dd></dl>
${headersOf(mail)}
${mail.html === null ? text : `${frame(mail.html)}<details><summary>As plain text</summary>${text}</details>`}
</main>`;
}

function headersOf({ headers }: Mail): string {
  const rows = headers.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return rows.length === 0
    ? ""
    : `<details><summary>Headers</summary><dl class="headers">${rows.join("")}</dl></details>`;
}

// The sandbox has no scripts, no forms and no origin; links open beside the inbox, not inside the frame.
function frame(html: string): string {
  const document = escapeHtml(`<base target="_blank">${html}`);
  const rights = "allow-popups allow-popups-to-escape-sandbox";
  return `<iframe title="The message" sandbox="${rights}" referrerpolicy="no-referrer" srcdoc="${document}"></iframe>`;
}

function nothing(): string {
  return `<main data-mail="none"><div class="empty"><p>No mail yet.</p>
<p>Everything that Bellwire mails on this machine arrives here: sign-in links, invitations, notifications.</p></div></main>`;
}

function when(mail: Mail): string {
  return `${mail.receivedAt.slice(0, 10)} ${mail.receivedAt.slice(11, 19)} UTC`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
