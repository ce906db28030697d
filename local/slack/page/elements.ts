import { escapeHtml, safeUrl } from "@/local/slack/page/html";
import { renderPlain } from "@/local/slack/page/plain-text";
import { bareTextAt } from "@/local/slack/page/text-object";
import { type JsonObject, objectAt, objectsAt, stringAt } from "@/local/slack/world/json";

/** Where an element stands, so that a click can name it. */
export interface Place {
  readonly blockId: string;
}

/** An interactive element as HTML. */
export function renderElement(element: JsonObject, place: Place): string {
  switch (element.type) {
    case "button":
    case "workflow_button":
      return renderButton(element, place);
    case "static_select":
    case "external_select":
    case "users_select":
    case "conversations_select":
    case "channels_select":
      return renderSelect(element, place);
    case "overflow":
      return renderOverflow(element, place);
    case "checkboxes":
    case "radio_buttons":
      return renderChoices(element, place);
    case "image":
      return renderThumbnail(element);
    default:
      return `<span class="unsupported">${escapeHtml(String(element.type))}</span>`;
  }
}

function hooks(element: JsonObject, place: Place): string {
  const confirm = objectAt(element, "confirm");
  const question = confirm === undefined ? undefined : confirmation(confirm);
  const parts = [
    `data-action="${escapeHtml(stringAt(element, "action_id") ?? "")}"`,
    `data-block="${escapeHtml(place.blockId)}"`,
    question === undefined ? "" : `data-confirm="${escapeHtml(JSON.stringify(question))}"`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function confirmation(confirm: JsonObject) {
  return {
    title: bareTextAt(confirm, "title"),
    text: bareTextAt(confirm, "text"),
    confirm: bareTextAt(confirm, "confirm"),
    deny: bareTextAt(confirm, "deny"),
  };
}

function renderButton(element: JsonObject, place: Place): string {
  const style = stringAt(element, "style");
  const kind = style === "primary" || style === "danger" ? ` button-${style}` : "";
  const label = renderPlain(bareTextAt(element, "text"));
  const value = escapeHtml(stringAt(element, "value") ?? "");
  const address = safeUrl(stringAt(element, "url") ?? "");
  const common = `class="button${kind}" ${hooks(element, place)} data-value="${value}"`;
  if (address === undefined) return `<button type="button" ${common}>${label}</button>`;
  return `<a ${common} href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer nofollow">${label}</a>`;
}

function renderSelect(element: JsonObject, place: Place): string {
  const placeholder = bareTextAt(element, "placeholder") || "Choose…";
  const chosen = stringAt(objectAt(element, "initial_option") ?? {}, "value");
  const groups = objectsAt(element, "option_groups").map((group) => {
    return `<optgroup label="${escapeHtml(bareTextAt(group, "label"))}">${options(group, chosen)}</optgroup>`;
  });
  const empty = `<option value="" disabled${chosen === undefined ? " selected" : ""}>${escapeHtml(placeholder)}</option>`;
  const inside = groups.length > 0 ? groups.join("") : options(element, chosen);
  return `<select class="select" ${hooks(element, place)} aria-label="${escapeHtml(placeholder)}">${empty}${inside}</select>`;
}

function options(element: JsonObject, chosen: string | undefined): string {
  return objectsAt(element, "options")
    .map((option) => {
      const value = stringAt(option, "value") ?? "";
      const selected = value === chosen ? " selected" : "";
      return `<option value="${escapeHtml(value)}"${selected}>${renderPlainOption(option)}</option>`;
    })
    .join("");
}

function renderPlainOption(option: JsonObject): string {
  return escapeHtml(bareTextAt(option, "text"));
}

function renderOverflow(element: JsonObject, place: Place): string {
  const items = objectsAt(element, "options").map((option) => {
    const value = escapeHtml(stringAt(option, "value") ?? "");
    return `<button type="button" class="menu-item" ${hooks(element, place)} data-value="${value}">${renderPlainOption(option)}</button>`;
  });
  const dots = '<summary class="button button-square" aria-label="More actions">⋯</summary>';
  return `<details class="overflow">${dots}<div class="menu">${items.join("")}</div></details>`;
}

function renderChoices(element: JsonObject, place: Place): string {
  const type = element.type === "checkboxes" ? "checkbox" : "radio";
  const name = escapeHtml(`${place.blockId}-${stringAt(element, "action_id") ?? ""}`);
  const items = objectsAt(element, "options").map((option) => {
    const value = escapeHtml(stringAt(option, "value") ?? "");
    return `<label class="choice"><input type="${type}" name="${name}" value="${value}" ${hooks(element, place)} data-value="${value}"> ${renderPlainOption(option)}</label>`;
  });
  return `<div class="choices">${items.join("")}</div>`;
}

/** A small image beside a section or in a context. */
export function renderThumbnail(element: JsonObject): string {
  const address = safeUrl(stringAt(element, "image_url") ?? "");
  const alt = escapeHtml(stringAt(element, "alt_text") ?? "");
  if (address === undefined) return `<span class="thumbnail thumbnail-missing" title="${alt}"></span>`;
  return `<img class="thumbnail" src="${escapeHtml(address)}" alt="${alt}" loading="lazy" referrerpolicy="no-referrer">`;
}
