import { renderAttachments } from "@/local/slack/page/attachment";
import { avatar } from "@/local/slack/page/avatar";
import { renderBlocks } from "@/local/slack/page/blocks";
import { escapeHtml } from "@/local/slack/page/html";
import { renderMrkdwn } from "@/local/slack/page/mrkdwn";
import type { Message } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

/** A message of the channel with the replies to it, as the row that the list and the live stream show. */
export function renderRow(world: World, message: Message, replies: readonly Message[]): string {
  const also = message.threadTs === null ? "" : '<div class="broadcast">replied to a thread</div>';
  return renderMessage(world, message, also, renderThread(world, replies));
}

function renderMessage(world: World, message: Message, above: string, below: string): string {
  const author = escapeHtml(message.username);
  const attributes = [
    `id="m-${escapeHtml(message.ts)}"`,
    `data-ts="${escapeHtml(message.ts)}"`,
    `data-channel="${escapeHtml(message.channel)}"`,
    `data-author="${author}"`,
    'data-testid="slack-message"',
  ].join(" ");
  const badge = '<span class="badge">APP</span>';
  const head = `<div class="message-head"><span class="author">${author}</span>${badge}${timeOf(message)}</div>`;
  const only = message.ephemeralFor === null ? "" : '<div class="only-you">Only visible to you</div>';
  const body = `${above}${only}${head}<div class="message-body">${renderContent(world, message)}</div>${below}`;
  const kind = message.ephemeralFor === null ? "" : " ephemeral";
  const gutter = `<div class="gutter">${avatar(message)}<span class="gutter-time">${shortTime(message)}</span></div>`;
  return `<li class="message${kind}" ${attributes}>${gutter}<div class="message-main">${body}</div></li>`;
}

function renderContent(world: World, message: Message): string {
  const edited = message.editedTs === null ? "" : ' <span class="edited">(edited)</span>';
  const attachments = renderAttachments(world, message.attachments);
  if (message.blocks.length > 0) return renderBlocks(world, message.blocks) + attachments + edited;
  const text =
    message.text === "" ? "" : `<div class="text">${renderMrkdwn(world, message.text)}${edited}</div>`;
  return text + attachments + (text === "" ? edited : "");
}

function renderThread(world: World, replies: readonly Message[]): string {
  if (replies.length === 0) return "";
  const rows = replies.map((reply) => renderMessage(world, reply, "", "")).join("");
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  const last = replies.at(-1);
  const when = last === undefined ? "" : `<span class="thread-last">Last reply ${timeOf(last)}</span>`;
  return `<details class="thread"><summary><b>${count}</b>${when}</summary><ol class="thread-list">${rows}</ol></details>`;
}

function isoOf(message: Message): string {
  return new Date(Number(message.ts) * 1000).toISOString();
}

function timeOf(message: Message): string {
  const iso = isoOf(message);
  return `<time class="time" datetime="${iso}" data-format="{time}">${iso.slice(11, 16)}</time>`;
}

function shortTime(message: Message): string {
  const iso = isoOf(message);
  return `<time datetime="${iso}" data-format="{clock}">${iso.slice(11, 16)}</time>`;
}
