import { escapeHtml } from "@/local/slack/page/html";
import { bareTextAt, renderTextAt } from "@/local/slack/page/text-object";
import { type JsonObject, objectAt, objectsAt, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** An `input` block of a modal as HTML. */
export function renderInput(world: World, block: JsonObject, blockId: string): string {
  const element = objectAt(block, "element") ?? {};
  const hint =
    block.hint === undefined ? "" : `<div class="input-hint">${renderTextAt(world, block, "hint")}</div>`;
  const optional = block.optional === true ? ' <span class="input-hint">(optional)</span>' : "";
  const label = `<div class="input-label">${renderTextAt(world, block, "label")}${optional}</div>`;
  const error = `<div class="input-error" data-error="${escapeHtml(blockId)}" role="alert"></div>`;
  return `<div class="input-block">${label}${renderControl(world, element, blockId, block)}${hint}${error}</div>`;
}

function renderControl(world: World, element: JsonObject, blockId: string, block: JsonObject): string {
  const type = stringAt(element, "type") ?? "";
  const required = block.optional === true ? "" : " required";
  const label = escapeHtml(bareTextAt(block, "label"));
  const names = `data-input="${escapeHtml(stringAt(element, "action_id") ?? "")}" data-block="${escapeHtml(blockId)}" data-type="${escapeHtml(type)}"`;
  const common = `class="input-control" ${names} aria-label="${label}"${required}`;
  const initial = escapeHtml(stringAt(element, "initial_value") ?? "");
  switch (type) {
    case "plain_text_input":
      if (element.multiline === true) return `<textarea rows="4" ${common}>${initial}</textarea>`;
      return `<input type="text" value="${initial}" ${common}>`;
    case "number_input":
      return `<input type="number" step="any" value="${initial}" ${common}>`;
    case "email_text_input":
      return `<input type="email" value="${initial}" ${common}>`;
    case "datepicker":
      return `<input type="date" value="${escapeHtml(stringAt(element, "initial_date") ?? "")}" ${common}>`;
    case "timepicker":
      return `<input type="time" value="${escapeHtml(stringAt(element, "initial_time") ?? "")}" ${common}>`;
    case "static_select":
      return `<select ${common}><option value=""></option>${renderOptions(element)}</select>`;
    case "users_select":
      return `<select ${common}><option value=""></option>${renderPeople(world)}</select>`;
    case "checkboxes":
    case "radio_buttons":
      return `<div ${names} role="group" aria-label="${label}">${renderBoxes(element, type, blockId)}</div>`;
    default:
      return `<span class="unsupported">${escapeHtml(type)}</span>`;
  }
}

function renderOptions(element: JsonObject): string {
  const chosen = stringAt(objectAt(element, "initial_option") ?? {}, "value");
  const options = objectsAt(element, "options").map((option) => {
    const value = stringAt(option, "value") ?? "";
    const selected = value === chosen ? " selected" : "";
    return `<option value="${escapeHtml(value)}"${selected}>${escapeHtml(bareTextAt(option, "text"))}</option>`;
  });
  return options.join("");
}

function renderPeople(world: World): string {
  const people = [...world.users.values()].filter((user) => !user.isBot && !user.deleted);
  return people.map((user) => `<option value="${user.id}">${escapeHtml(user.realName)}</option>`).join("");
}

function renderBoxes(element: JsonObject, type: "checkboxes" | "radio_buttons", blockId: string): string {
  const kind = type === "checkboxes" ? "checkbox" : "radio";
  const boxes = objectsAt(element, "options").map((option) => {
    const text = escapeHtml(bareTextAt(option, "text"));
    const value = escapeHtml(stringAt(option, "value") ?? "");
    return `<label class="choice"><input type="${kind}" name="${escapeHtml(blockId)}" value="${value}" data-text="${text}"> ${text}</label>`;
  });
  return boxes.join("");
}
