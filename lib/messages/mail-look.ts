/** Colours of a mail in the dark, where the mail program says which it is. Everything else is inline, for the many that drop styles. */
export const darkStyle = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .bw-page { background: #0c0f14 !important; }
  .bw-card { background: #13171e !important; border-color: transparent #242b36 #242b36 !important; }
  .bw-ink, .bw-ink a { color: #e8ebf1 !important; }
  .bw-muted, .bw-muted a { color: #a9b2c1 !important; }
  .bw-line { border-color: #242b36 !important; }
  .bw-link { color: #8ab4f8 !important; }
  .bw-main { background: #e8ebf1 !important; color: #161b24 !important; }
  .bw-other { border-color: #3a4352 !important; color: #e8ebf1 !important; }
}
@media (max-width: 480px) { .bw-pad { padding: 20px 16px !important; } .bw-label { display: block !important; padding-bottom: 0 !important; } }
`;

const font = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

type Page = {
  title: string;
  /** All of these are HTML already. */
  head: string;
  body: string;
  foot: string;
  /** `#rrggbb` of the card's upper edge. */
  color: string;
};

/** One card on a quiet page. Tables and inline styles, because that is what mail programs understand. */
export function mailPage({ title, head, body, foot, color }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${darkStyle}</style>
</head>
<body class="bw-page" style="margin:0;padding:0;background:#f4f5f7;font-family:${font};">
<div style="display:none;max-height:0;overflow:hidden;">${title}</div>
<table role="presentation" class="bw-page" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;">
<tr><td style="padding:0 4px 12px;">${head}</td></tr>
<tr><td style="height:4px;line-height:4px;font-size:0;background:${color};border-radius:8px 8px 0 0;">&nbsp;</td></tr>
<tr><td class="bw-card bw-pad" style="padding:24px 28px;background:#ffffff;border:1px solid #e2e5ea;border-top:0;border-radius:0 0 8px 8px;">
${body}
</td></tr>
<tr><td class="bw-muted" style="padding:16px 4px 0;font-size:12px;line-height:18px;color:#667085;">${foot}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}
