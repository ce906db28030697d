import { SlackWords } from "@/components/preview/slack-words";
import type { TemplatePreview } from "@/lib/templates/preview";

type Props = Pick<TemplatePreview, "email" | "message">;

/** An e-mail as its reader sees it, drawn from the same message, and its plain text as it is. */
export function MailPreview({ email, message }: Props) {
  const { headline, fields, why, links, color, sender } = message;
  return (
    <div className="grid gap-3 p-4">
      <p className="text-sm">
        <span className="text-ink-muted">Subject: </span>
        <span className="font-medium">{email.subject}</span>
      </p>
      <div className="rounded-md border border-line bg-surface p-4">
        <p className="mb-3 font-bold">{sender?.name ?? "Bellwire"}</p>
        <div className="border-l-4 pl-3.5" style={{ borderColor: color }}>
          <p className="text-lg font-semibold">
            <SlackWords spans={headline} />
          </p>
          {fields.length > 0 && (
            <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
              {fields.map(({ label, value }) => (
                <div key={label} className="contents">
                  <dt className="text-ink-muted">{label}</dt>
                  <dd className="min-w-0">
                    <SlackWords spans={value} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {why && <p className="mt-2 text-ink-muted">{why}</p>}
          {links.length > 0 && (
            <div className="mt-3 flex flex-wrap gap-2">
              {links.map(({ label, url }) => (
                <span
                  key={`${label} ${url}`}
                  className="rounded-md border border-line-strong px-3 py-1 text-sm"
                >
                  {label}
                </span>
              ))}
            </div>
          )}
        </div>
      </div>
      <details>
        <summary className="cursor-pointer text-sm font-medium">Plain text</summary>
        <pre className="mt-2 font-mono text-xs whitespace-pre-wrap">{email.text}</pre>
      </details>
    </div>
  );
}
