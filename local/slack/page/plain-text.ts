import { emojiPicture } from "@/local/slack/page/emoji";
import { escapeHtml } from "@/local/slack/page/html";

/** Undoes the three entities that Slack's own text knows. */
export function decodeEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Stored text as HTML: its entities undone, everything escaped, shortcodes as pictures unless `emoji` is false. */
export function renderPlain(text: string, emoji = true): string {
  const safe = escapeHtml(decodeEntities(text));
  return emoji ? withEmoji(safe) : safe;
}

function withEmoji(html: string): string {
  return html.replaceAll(/:([a-z0-9_+-]+):/g, (written, name: string) => {
    const picture = emojiPicture(name);
    return picture === undefined ? written : `<span class="emoji" title=":${name}:">${picture}</span>`;
  });
}
