import type { Severity, TemplateTone } from "@/db/enums";
import type { Message } from "@/lib/messages/message";
import type { Brand } from "./schema";

type Voice = {
  /** The word that says the urgency. */
  words: Record<Severity, string>;
  /** What a button that opens something begins with. */
  open: string;
};

/** The few words that a tone changes (STA-70). `neutral` is the catalog's own. */
const voices: Record<Exclude<TemplateTone, "neutral">, Voice> = {
  friendly: {
    words: { info: "For your information", good: "Good news", warning: "Heads up", critical: "Act now" },
    open: "See",
  },
  formal: {
    words: { info: "Notice", good: "Success", warning: "Attention", critical: "Urgent attention" },
    open: "View",
  },
};

/** Says a built-in message in the project's tone: the word of its urgency, and its buttons. */
export function speak(message: Message, tone: TemplateTone): Message {
  if (tone === "neutral") return message;
  const { words, open } = voices[tone];
  const links = message.links.map((link) => ({ ...link, label: link.label.replace(/^Open(?= )/, open) }));
  return { ...message, links, word: words[message.severity] };
}

/** The brand's colour is the bar of what is neither good nor bad: everywhere else the colour says how urgent it is. */
export function dress(message: Message, { color }: Pick<Brand, "color">): Message {
  return color !== null && message.severity === "info" && message.layout === "standard"
    ? { ...message, color }
    : message;
}

/** Under whose name and icon a project's messages are posted; undefined when it has chosen neither. */
export function senderOf({ name, iconUrl }: Pick<Brand, "name" | "iconUrl">): Message["sender"] {
  if (name === null && iconUrl === null) return undefined;
  return { ...(name === null ? {} : { name }), ...(iconUrl === null ? {} : { iconUrl }) };
}

/** As senderOf, for mail, which shows the brand's colour as well. */
export function mailSenderOf(brand: Pick<Brand, "name" | "iconUrl" | "color">): Message["sender"] {
  const sender = senderOf(brand);
  return brand.color === null ? sender : { ...sender, color: brand.color };
}
