import type { Message } from "@/lib/messages/message";
import { drawEmoji } from "./emoji";
import { SlackWords } from "./slack-words";

type Props = { message: Message; time: string; asWebhook?: boolean };

/** The sentence, then one field a line, as purchase messages have always looked. */
export function ClassicBody({ message, time }: Props) {
  return (
    <>
      <p>
        {drawEmoji(message.emoji)} <SlackWords spans={message.headline} />
      </p>
      {message.fields.map((field) => (
        <div key={field.label} className="mt-2">
          <p className="font-bold">{field.label}</p>
          <p>
            <SlackWords spans={field.value} />
          </p>
        </div>
      ))}
      <p className="mt-2 text-xs text-slack-muted">{time}</p>
    </>
  );
}

/** Headline, numbers side by side, why, buttons, and a line to find it again by. */
export function StandardBody({ message, time, asWebhook = false }: Props) {
  const marks = [message.eventType, message.reference, time].filter(Boolean).join("  ·  ");
  return (
    <>
      <p>
        {drawEmoji(message.emoji)}{" "}
        <strong>
          <SlackWords spans={message.headline} />
        </strong>
      </p>
      {message.fields.length > 0 && (
        <div className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {message.fields.map((field) => (
            <div key={field.label} className="min-w-0">
              <p className="font-bold">{field.label}</p>
              <p>
                <SlackWords spans={field.value} />
              </p>
            </div>
          ))}
        </div>
      )}
      {message.why && <p className="mt-2 text-slack-muted">{message.why}</p>}
      {message.sections?.map((section) => (
        <div key={section.title} className="mt-2.5">
          <p className="font-bold">{section.title}</p>
          {section.lines.map((line, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a message never change.
            <p key={position}>
              <SlackWords spans={line} />
            </p>
          ))}
          {section.more ? <p className="italic">{`and ${section.more} more`}</p> : null}
        </div>
      ))}
      {message.links.length > 0 && (
        <div className="mt-2.5 flex flex-wrap gap-2">
          {message.links.map((link) => (
            <span
              key={`${link.label} ${link.url}`}
              className={
                asWebhook
                  ? "text-slack-link underline underline-offset-2"
                  : "rounded-sm border border-slack-line px-3 py-1 text-sm font-bold"
              }
            >
              {link.label}
            </span>
          ))}
        </div>
      )}
      <p className="mt-2 text-xs text-slack-muted">{marks}</p>
    </>
  );
}
