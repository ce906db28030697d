const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

type Letter = {
  /** Shown by mail programs beside the subject. */
  preview: string;
  heading: string;
  /** Plain text, one paragraph each. */
  paragraphs: readonly string[];
  button: { label: string; url: string };
  /** Small print under the button, plain text. */
  notes: readonly string[];
};

export type Mail = { subject: string; text: string; html: string };

const paragraph = (text: string, style: string) =>
  `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;

/** One card on a quiet page. Tables and inline styles, because that is what mail programs understand. */
export function letterHtml({ preview, heading, paragraphs, button, notes }: Letter): string {
  const url = escapeHtml(button.url);
  const body = paragraphs
    .map((text) => paragraph(text, "font-size:15px;line-height:24px;color:#3f3f46;"))
    .join("");
  const small = notes
    .map((text) => paragraph(text, "font-size:13px;line-height:20px;color:#71717a;"))
    .join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(heading)}</title>
</head>
<body style="margin:0;padding:0;background:#f4f4f5;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;">
<div style="display:none;max-height:0;overflow:hidden;">${escapeHtml(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f4f5;">
<tr><td align="center" style="padding:40px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:480px;">
<tr><td style="padding:0 4px 16px;font-size:16px;font-weight:700;color:#18181b;">Bellwire</td></tr>
<tr><td style="padding:32px;background:#ffffff;border:1px solid #e4e4e7;border-radius:12px;">
<h1 style="margin:0 0 16px;font-size:22px;line-height:28px;color:#18181b;">${escapeHtml(heading)}</h1>
${body}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;"><tr>
<td style="border-radius:8px;background:#18181b;"><a href="${url}" style="display:inline-block;padding:12px 24px;font-size:15px;font-weight:600;color:#ffffff;text-decoration:none;">${escapeHtml(button.label)}</a></td>
</tr></table>
${small}
<p style="margin:0;font-size:12px;line-height:18px;color:#71717a;word-break:break-all;">${url}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** The same letter without any markup. */
export function letterText({ heading, paragraphs, button, notes }: Letter): string {
  return [heading, ...paragraphs, `${button.label}:\n${button.url}`, ...notes].join("\n\n").concat("\n");
}
