import { BrandMark } from "@/components/shell/brand";
import { formatHour, formatInstant } from "@/components/ui/time-format";
import type { Message } from "@/lib/messages/message";
import { ClassicBody, StandardBody } from "./slack-body";

type Props = {
  message: Message;
  timeZone: string;
  /** As it comes by an incoming webhook: links in the text instead of buttons, no name of one's own. */
  asWebhook?: boolean;
};

/** A message as it looks in Slack. Drawn from our own neutral message, so that it shows the past as truly as the future. */
export function SlackPreview({ message, timeZone, asWebhook = false }: Props) {
  const iso = new Date(message.occurredAt * 1000).toISOString();
  const time = formatInstant(iso, timeZone);
  const marker = message.isTest ? "Test message" : message.environment === "sandbox" ? "Sandbox" : undefined;
  const Body = message.layout === "classic" ? ClassicBody : StandardBody;
  return (
    <div className="flex gap-2.5 bg-slack px-4 py-3.5 font-[Lato,var(--font-sans)] text-[0.9375rem] leading-[1.47] text-slack-ink">
      <BrandMark className="mt-0.5 size-9 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-black">{(!asWebhook && message.sender?.name) || "Bellwire"}</span>
          <span className="rounded-sm bg-slack-badge px-1 text-[0.625rem] leading-4 font-bold text-slack-muted">
            APP
          </span>
          <span className="text-xs text-slack-muted">{formatHour(iso, timeZone)}</span>
        </p>
        <div className="mt-1 flex">
          <span aria-hidden className="w-1 shrink-0 rounded-sm" style={{ backgroundColor: message.color }} />
          <div className="min-w-0 flex-1 pl-3">
            {marker && <p className="mb-1 text-xs font-bold text-slack-muted uppercase">{marker}</p>}
            <Body message={message} time={time} asWebhook={asWebhook} />
          </div>
        </div>
      </div>
    </div>
  );
}
