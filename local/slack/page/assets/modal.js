import { toast } from "./toast.js";

/** An app may open a modal for three seconds after a click: looked for at these milliseconds after its answer. */
const looks = [0, 250, 750, 1_500, 2_800];

const dialog = document.getElementById("dialog");

function modalUrl() {
  const { team, channel } = document.querySelector(".channel").dataset;
  return `/client/${team}/${channel}/modal`;
}

/** Shows the modal that the app has opened, as soon as there is one. */
export async function showModal() {
  for (const wait of looks) {
    await new Promise((resume) => setTimeout(resume, wait));
    if (dialog.open) return;
    const html = await (await fetch(modalUrl())).text();
    if (html !== "") {
      present(html);
      return;
    }
  }
}

function present(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  dialog.replaceChildren(template.content);
  const form = dialog.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, false);
  });
  dialog.querySelector("[data-close]")?.addEventListener("click", () => submit(form, true));
  dialog.addEventListener("cancel", () => submit(form, true), { once: true });
  if (!dialog.open) dialog.showModal();
}

async function submit(form, close) {
  const body = { viewId: form.dataset.view, values: close ? {} : valuesOf(form), close };
  const headers = { "content-type": "application/json" };
  const answer = await fetch("/__sim/submit", { method: "POST", headers, body: JSON.stringify(body) });
  const told = await answer.json();
  if (!told.ok) {
    toast(told.error ?? "The app did not answer in time.");
    return;
  }
  if (told.body?.response_action === "errors") {
    showErrors(form, told.body.errors ?? {});
    return;
  }
  const html = await (await fetch(modalUrl())).text();
  if (html === "" || close) dialog.close();
  else present(html);
}

function showErrors(form, errors) {
  for (const place of form.querySelectorAll("[data-error]"))
    place.textContent = errors[place.dataset.error] ?? "";
}

/** The state of every input, by block and by action, as Slack writes it. */
function valuesOf(form) {
  const values = {};
  for (const control of form.querySelectorAll("[data-input]")) {
    const { block, input: action, type } = control.dataset;
    values[block] ??= {};
    values[block][action] = { type, ...stateOf(control, type) };
  }
  return values;
}

function stateOf(control, type) {
  const option = (element) => ({
    text: { type: "plain_text", text: element.dataset.text ?? element.text, emoji: true },
    value: element.value,
  });
  switch (type) {
    case "static_select":
      return { selected_option: control.value === "" ? null : option(control.selectedOptions[0]) };
    case "datepicker":
      return { selected_date: control.value || null };
    case "timepicker":
      return { selected_time: control.value || null };
    case "users_select":
      return { selected_user: control.value || null };
    case "radio_buttons": {
      const chosen = control.querySelector("input:checked");
      return { selected_option: chosen === null ? null : option(chosen) };
    }
    case "checkboxes":
      return { selected_options: [...control.querySelectorAll("input:checked")].map(option) };
    default:
      return { value: control.value || null };
  }
}
