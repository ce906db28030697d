import { customerApp, demoApp } from "@/local/slack/demo-world";
import { emojiPicture } from "@/local/slack/page/emoji";
import { escapeHtml, safeUrl } from "@/local/slack/page/html";
import type { Message } from "@/local/slack/world/message-records";

/** The app's picture: a bell on its own ground. */
export const appIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36" role="img" aria-hidden="true"><rect width="36" height="36" rx="8" fill="#4f46e5"/><path d="M18 7.5a1.6 1.6 0 0 1 1.6 1.6v.7a6.6 6.6 0 0 1 5 6.4v4.3l1.7 2.6a.9.9 0 0 1-.75 1.4h-15.1a.9.9 0 0 1-.75-1.4l1.7-2.6v-4.3a6.6 6.6 0 0 1 5-6.4v-.7A1.6 1.6 0 0 1 18 7.5Zm-2.7 18.2h5.4a2.7 2.7 0 0 1-5.4 0Z" fill="#fff"/></svg>`;

const hookIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36" role="img" aria-hidden="true"><rect width="36" height="36" rx="8" fill="#0f766e"/><path d="M10 22.5V15l11-4.5v16.5L10 22.5Zm13-9.2a5.6 5.6 0 0 1 0 10.9M13 23.8l1.2 4h3" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/></svg>`;

/** The picture beside a message. */
export function avatar(message: Message): string {
  return `<span class="avatar">${picture(message)}</span>`;
}

function picture(message: Message): string {
  const emoji = emojiPicture((message.icon ?? "").replaceAll(":", ""));
  if (emoji !== undefined) return `<span class="avatar-emoji">${emoji}</span>`;
  const address = message.icon === null ? undefined : safeUrl(message.icon);
  if (address !== undefined) return `<img src="${escapeHtml(address)}" alt="" referrerpolicy="no-referrer">`;
  if (message.appId === demoApp.id) return appIcon;
  if (message.appId === customerApp.id) return hookIcon;
  return `<span class="avatar-letter">${escapeHtml(message.username.slice(0, 1).toUpperCase())}</span>`;
}
