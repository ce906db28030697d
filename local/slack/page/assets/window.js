import { listenForClicks } from "./clicks.js";
import { dayHeading, localise } from "./times.js";

const channel = document.querySelector(".channel");
const list = document.getElementById("messages");
const scroll = document.getElementById("scroll");
const older = document.getElementById("older");
const home = `/client/${channel.dataset.team}/${channel.dataset.channel}`;

/** Groups messages under their days, and folds together what one author said within five minutes. */
function arrange() {
  for (const heading of list.querySelectorAll(":scope > .day")) heading.remove();
  let lastDay = "";
  let last;
  for (const row of list.querySelectorAll(":scope > .message")) {
    const at = new Date(Number(row.dataset.ts) * 1000);
    const day = at.toDateString();
    if (day !== lastDay) {
      const heading = document.createElement("li");
      heading.className = "day";
      heading.append(Object.assign(document.createElement("span"), { textContent: dayHeading(at) }));
      row.before(heading);
    }
    const follows = last !== undefined && day === lastDay && last.dataset.author === row.dataset.author;
    const soon = follows && Number(row.dataset.ts) - Number(last.dataset.ts) < 300;
    row.classList.toggle("compact", soon && !row.classList.contains("ephemeral"));
    lastDay = day;
    last = row;
  }
}

function isAtEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
}

function rowFrom(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  localise(template.content);
  return template.content.firstElementChild;
}

/** Puts one row where it belongs: in place of its earlier self, at the end, or away. */
function place({ ts, html }) {
  const known = document.getElementById(`m-${ts}`);
  if (html === null) {
    known?.remove();
    return;
  }
  const row = rowFrom(html);
  if (known === null) {
    row.classList.add("fresh");
    list.append(row);
    return;
  }
  const wasOpen = known.querySelector("details.thread")?.open === true;
  known.replaceWith(row);
  const thread = row.querySelector("details.thread");
  if (wasOpen && thread !== null) thread.open = true;
}

function showUnread(unread) {
  for (const [id, count] of Object.entries(unread)) {
    const badge = document.querySelector(`[data-unread="${CSS.escape(id)}"]`);
    if (badge === null) continue;
    badge.textContent = count > 0 ? String(count) : "";
    badge.closest(".side-row").classList.toggle("unread", count > 0);
  }
}

function follow() {
  const stream = new EventSource(`${home}/live`);
  let interrupted = false;
  stream.addEventListener("error", () => {
    interrupted = true;
  });
  stream.addEventListener("open", () => {
    if (interrupted) location.reload();
  });
  stream.addEventListener("message", ({ data }) => {
    const batch = JSON.parse(data);
    if (batch.reload) {
      location.reload();
      return;
    }
    const stay = isAtEnd();
    for (const row of batch.rows) place(row);
    arrange();
    showUnread(batch.unread);
    if (stay) toEnd();
  });
}

async function showOlder() {
  const first = list.querySelector(":scope > .message");
  const answer = await fetch(`${home}/older?before=${encodeURIComponent(first?.dataset.ts ?? "")}`);
  const { html, hasOlder } = await answer.json();
  const template = document.createElement("template");
  template.innerHTML = html;
  localise(template.content);
  const before = scroll.scrollHeight;
  list.prepend(template.content);
  arrange();
  scroll.scrollTop += scroll.scrollHeight - before;
  older.hidden = !hasOlder;
  document.getElementById("beginning").hidden = hasOlder;
}

localise(document);
arrange();
toEnd();
older.addEventListener("click", showOlder);
listenForClicks(list);
follow();
