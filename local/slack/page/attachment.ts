import { renderBlocks } from "@/local/slack/page/blocks";
import { hyperlink } from "@/local/slack/page/control-token";
import { escapeHtml, safeUrl } from "@/local/slack/page/html";
import { renderMrkdwn } from "@/local/slack/page/mrkdwn";
import { renderPlain } from "@/local/slack/page/plain-text";
import { isJsonObject, type JsonObject, objectsAt, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const namedColours: Readonly<Record<string, string>> = {
  good: "#2eb67d",
  warning: "#ecb22e",
  danger: "#e01e5a",
};

/** A legacy attachment, or blocks with a coloured bar, as HTML. */
export function renderAttachment(world: World, attachment: JsonObject): string {
  const pretext = stringAt(attachment, "pretext");
  const above = pretext === undefined ? "" : `<div class="pretext">${renderMrkdwn(world, pretext)}</div>`;
  const colour = barColour(stringAt(attachment, "color"));
  const style = colour === undefined ? "" : ` style="--bar:${colour}"`;
  const blocks = objectsAt(attachment, "blocks");
  const inside = blocks.length > 0 ? renderBlocks(world, blocks) : renderLegacy(world, attachment);
  return `${above}<div class="attachment"${style}>${inside}</div>`;
}

function barColour(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (Object.hasOwn(namedColours, given)) return namedColours[given];
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(given)?.[1];
  return hex === undefined ? undefined : `#${hex}`;
}

function renderLegacy(world: World, attachment: JsonObject): string {
  const text = stringAt(attachment, "text");
  const parts = [
    renderAuthor(attachment),
    renderTitle(attachment),
    text === undefined ? "" : `<div class="attachment-text">${renderMrkdwn(world, text)}</div>`,
    renderFields(world, attachment),
    renderPicture(attachment),
    renderFooter(world, attachment),
  ].filter((part) => part !== "");
  const isEmpty = parts.length === 0;
  const fallback = stringAt(attachment, "fallback") ?? "[no preview available]";
  return isEmpty ? `<div class="attachment-text">${renderPlain(fallback)}</div>` : parts.join("");
}

function renderAuthor(attachment: JsonObject): string {
  const name = stringAt(attachment, "author_name");
  if (name === undefined) return "";
  const link = hyperlink(stringAt(attachment, "author_link") ?? "", name);
  return `<div class="attachment-author">${link ?? renderPlain(name)}</div>`;
}

function renderTitle(attachment: JsonObject): string {
  const title = stringAt(attachment, "title");
  if (title === undefined) return "";
  return `<div class="attachment-title">${hyperlink(stringAt(attachment, "title_link") ?? "", title) ?? renderPlain(title)}</div>`;
}

function renderFields(world: World, attachment: JsonObject): string {
  const fields = objectsAt(attachment, "fields").map((field) => {
    const title = stringAt(field, "title");
    const heading = title === undefined ? "" : `<div class="field-title">${renderPlain(title)}</div>`;
    const value = `<div>${renderMrkdwn(world, stringAt(field, "value") ?? "")}</div>`;
    return `<div class="attachment-field${field.short === true ? " short" : ""}">${heading}${value}</div>`;
  });
  return fields.length === 0 ? "" : `<div class="attachment-fields">${fields.join("")}</div>`;
}

function renderPicture(attachment: JsonObject): string {
  const address = safeUrl(stringAt(attachment, "image_url") ?? stringAt(attachment, "thumb_url") ?? "");
  if (address === undefined) return "";
  return `<img class="attachment-picture" src="${escapeHtml(address)}" alt="" loading="lazy" referrerpolicy="no-referrer">`;
}

function renderFooter(world: World, attachment: JsonObject): string {
  const footer = stringAt(attachment, "footer");
  const seconds = Number(attachment.ts);
  const hasTime = attachment.ts !== undefined && Number.isFinite(seconds) && Math.abs(seconds) < 8.64e12;
  const iso = hasTime ? new Date(seconds * 1000).toISOString() : "";
  const time = hasTime ? `<time datetime="${iso}" data-format="{date_short} at {time}">${iso}</time>` : "";
  const words = footer === undefined ? "" : `<span>${renderMrkdwn(world, footer)}</span>`;
  const parts = [words, time].filter((part) => part !== "");
  return parts.length === 0
    ? ""
    : `<div class="attachment-footer">${parts.join('<span class="dot">|</span>')}</div>`;
}

/** The attachments of a message as HTML. */
export function renderAttachments(world: World, attachments: readonly JsonObject[]): string {
  return attachments
    .filter(isJsonObject)
    .map((attachment) => renderAttachment(world, attachment))
    .join("");
}
