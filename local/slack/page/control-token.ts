import { escapeHtml, safeUrl } from "@/local/slack/page/html";
import { decodeEntities, renderPlain } from "@/local/slack/page/plain-text";
import type { World } from "@/local/slack/world/world";

/** What stands between `<` and `>` in Slack's text, as HTML: a link, a mention, a channel, a date. */
export function renderControl(world: World, inside: string): string {
  const [target = "", ...labels] = inside.split("|");
  const label = labels.length > 0 ? labels.join("|") : undefined;
  if (target.startsWith("@")) return person(world, target.slice(1), label);
  if (target.startsWith("#")) return channel(world, target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return hyperlink(target, label) ?? escapeHtml(`<${decodeEntities(inside)}>`);
}

/** A link that opens elsewhere; `undefined` for an address that must not be followed. */
export function hyperlink(target: string, label: string | undefined): string | undefined {
  const address = safeUrl(decodeEntities(target));
  if (address === undefined) return undefined;
  const shown = renderPlain(label ?? target.replace(/^mailto:/, ""));
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer nofollow">${shown}</a>`;
}

function person(world: World, id: string, label: string | undefined): string {
  const name = world.users.get(id)?.realName ?? label ?? id;
  return `<span class="mention">@${renderPlain(name)}</span>`;
}

function channel(world: World, id: string, label: string | undefined): string {
  const known = world.channels.get(id);
  if (known === undefined) return `<span class="mention">#${renderPlain(label ?? id)}</span>`;
  const href = `/client/${known.teamId}/${known.id}`;
  return `<a class="mention" href="${escapeHtml(href)}">#${escapeHtml(known.name)}</a>`;
}

function special(word: string, label: string | undefined): string {
  const [name = ""] = word.split("^");
  const everyone = ["here", "channel", "everyone"].includes(name);
  const shown = label ?? (name === "subteam" ? "@group" : `@${name}`);
  return `<span class="mention${everyone ? " mention-all" : ""}">${renderPlain(shown)}</span>`;
}

function date(target: string, label: string | undefined): string {
  const [, unix = "", format = "", address] = target.split("^");
  const seconds = Number(unix);
  const fallback = renderPlain(label ?? unix);
  if (!Number.isInteger(seconds) || Math.abs(seconds) > 8.64e12) return fallback;
  const iso = new Date(seconds * 1000).toISOString();
  const time = `<time datetime="${iso}" data-format="${escapeHtml(decodeEntities(format))}">${fallback}</time>`;
  const href = address === undefined ? undefined : safeUrl(decodeEntities(address));
  if (href === undefined) return time;
  return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer nofollow">${time}</a>`;
}
