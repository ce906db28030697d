const day = 86_400_000;

/** Formats one token of Slack's date syntax in the reader's own zone. */
const tokens = {
  date_num: (at) =>
    `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`,
  date: (at) => write(at, { month: "long", day: "numeric", ...year(at) }),
  date_short: (at) => write(at, { month: "short", day: "numeric", ...year(at) }),
  date_long: (at) => write(at, { weekday: "long", month: "long", day: "numeric", ...year(at) }),
  date_pretty: (at) => near(at) ?? tokens.date(at),
  date_short_pretty: (at) => near(at) ?? tokens.date_short(at),
  date_long_pretty: (at) => near(at) ?? tokens.date_long(at),
  time: (at) => write(at, { hour: "numeric", minute: "2-digit" }),
  time_secs: (at) => write(at, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  clock: (at) => tokens.time(at).replace(/\s?[AP]M$/i, ""),
  ago: (at) => ago(at),
};

function write(at, options) {
  return new Intl.DateTimeFormat("en-US", options).format(at);
}

/** The year is left out within six months, as Slack does. */
function year(at) {
  return Math.abs(Date.now() - at.getTime()) < 182 * day ? {} : { year: "numeric" };
}

function startOfDay(at) {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

function near(at) {
  const days = Math.round((startOfDay(at) - startOfDay(new Date())) / day);
  return { 0: "Today", 1: "Tomorrow", "-1": "Yesterday" }[days];
}

function ago(at) {
  const seconds = Math.round((at.getTime() - Date.now()) / 1000);
  const steps = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en-US").format(Math.trunc(seconds / size), unit);
}

/** The heading of a day in the list. */
export function dayHeading(at) {
  return near(at) ?? tokens.date_long(at);
}

/** Writes every time below `root` in the reader's own zone. */
export function localise(root) {
  for (const element of root.querySelectorAll("time[data-format]")) {
    const at = new Date(element.dateTime);
    const format = element.dataset.format ?? "";
    element.textContent = format.replaceAll(/\{([a-z_]+)\}/g, (token, name) => tokens[name]?.(at) ?? token);
    element.title = at.toLocaleString("en-US", { dateStyle: "full", timeStyle: "medium" });
  }
}
