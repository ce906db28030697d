import { showModal } from "./modal.js";
import { toast } from "./toast.js";

/** Sends what a person did with an element to the app, as Slack would. */
async function send(element, value) {
  const message = element.closest(".message");
  element.setAttribute("aria-busy", "true");
  const body = {
    channel: message.dataset.channel,
    ts: message.dataset.ts,
    actionId: element.dataset.action,
    blockId: element.dataset.block,
    value,
  };
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/__sim/click", { method: "POST", headers, body: JSON.stringify(body) });
    const told = await answer.json();
    if (told.ok) showModal();
    else toast(told.error ?? "The app did not answer in time.");
  } catch {
    toast("The simulator does not answer.");
  } finally {
    element.removeAttribute("aria-busy");
  }
}

/** Asks the question that the element carries, if it carries one; resolves to whether to go on. */
function confirmed(element) {
  if (element.dataset.confirm === undefined) return Promise.resolve(true);
  const question = JSON.parse(element.dataset.confirm);
  const dialog = document.getElementById("dialog");
  const body = document.createElement("div");
  body.className = "dialog-body";
  body.append(textElement("h2", question.title), textElement("p", question.text));
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "dialog-buttons";
  form.append(
    choice("deny", question.deny, "button"),
    choice("confirm", question.confirm, "button button-primary"),
  );
  dialog.replaceChildren(body, form);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm"), { once: true });
  });
}

function textElement(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function choice(value, label, className) {
  const button = textElement("button", label);
  button.value = value;
  button.className = className;
  return button;
}

/** Listens for buttons, menus and selects inside messages. */
export function listenForClicks(root) {
  root.addEventListener("click", async (event) => {
    const element = event.target.closest("[data-action]");
    if (element === null || element.matches("select")) return;
    const isLink = element.matches("a");
    if (isLink && element.dataset.confirm !== undefined) event.preventDefault();
    if (!(await confirmed(element))) return;
    element.closest("details.overflow")?.removeAttribute("open");
    await send(element, element.dataset.value);
  });
  document.addEventListener("click", ({ target }) => {
    for (const menu of document.querySelectorAll("details.overflow[open]")) {
      if (!menu.contains(target)) menu.removeAttribute("open");
    }
  });
  root.addEventListener("change", async (event) => {
    const element = event.target.closest("select[data-action]");
    if (element !== null && (await confirmed(element))) await send(element, element.value);
  });
}
