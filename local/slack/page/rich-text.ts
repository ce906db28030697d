import { hyperlink } from "@/local/slack/page/control-token";
import { emojiPicture } from "@/local/slack/page/emoji";
import { escapeHtml } from "@/local/slack/page/html";
import { type JsonObject, objectAt, objectsAt, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** A `rich_text` block as HTML. */
export function renderRichText(world: World, block: JsonObject): string {
  return objectsAt(block, "elements")
    .map((part) => renderPart(world, part))
    .join("");
}

function renderPart(world: World, part: JsonObject): string {
  const inside = () => objectsAt(part, "elements");
  switch (part.type) {
    case "rich_text_list": {
      const tag = part.style === "ordered" ? "ol" : "ul";
      const items = inside().map((item) => `<li>${renderSpans(world, objectsAt(item, "elements"))}</li>`);
      return `<${tag} class="list">${items.join("")}</${tag}>`;
    }
    case "rich_text_quote":
      return `<blockquote>${renderSpans(world, inside())}</blockquote>`;
    case "rich_text_preformatted":
      return `<pre>${renderSpans(world, inside())}</pre>`;
    default:
      return `<div class="rich-section">${renderSpans(world, inside())}</div>`;
  }
}

function renderSpans(world: World, spans: readonly JsonObject[]): string {
  return spans.map((span) => styled(renderSpan(world, span), objectAt(span, "style"))).join("");
}

function renderSpan(world: World, span: JsonObject): string {
  const text = stringAt(span, "text");
  switch (span.type) {
    case "text":
      return escapeHtml(text ?? "");
    case "link": {
      const address = stringAt(span, "url") ?? "";
      return hyperlink(address, text) ?? escapeHtml(text ?? address);
    }
    case "emoji": {
      const name = stringAt(span, "name") ?? "";
      return emojiPicture(name) ?? escapeHtml(`:${name}:`);
    }
    case "user": {
      const id = stringAt(span, "user_id") ?? "";
      return `<span class="mention">@${escapeHtml(world.users.get(id)?.realName ?? id)}</span>`;
    }
    case "channel": {
      const id = stringAt(span, "channel_id") ?? "";
      return `<span class="mention">#${escapeHtml(world.channels.get(id)?.name ?? id)}</span>`;
    }
    case "broadcast":
      return `<span class="mention mention-all">@${escapeHtml(stringAt(span, "range") ?? "")}</span>`;
    default:
      return escapeHtml(stringAt(span, "fallback") ?? text ?? "");
  }
}

function styled(html: string, style: JsonObject | undefined): string {
  const tags = { bold: "b", italic: "i", strike: "s", code: "code" } as const;
  return Object.entries(tags).reduce((inside, [name, tag]) => {
    return style?.[name] === true ? `<${tag}>${inside}</${tag}>` : inside;
  }, html);
}
