const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const looks = {
  instant: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  },
  hour: { hour: "2-digit", minute: "2-digit" },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter costs far more than using it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatWith(look: keyof typeof looks, iso: string, timeZone: string): string {
  const key = `${look} ${timeZone}`;
  const known = formatters.get(key);
  const formatter = known ?? new Intl.DateTimeFormat("en-GB", { ...looks[look], timeZone });
  if (!known) formatters.set(key, formatter);
  return formatter.format(new Date(iso));
}

/** An instant in a named zone, to the second: "21 Nov 2026, 10:00:03 CET". */
export function formatInstant(iso: string, timeZone: string): string {
  return formatWith("instant", iso, timeZone);
}

/** The hour and minute of an instant in a named zone. */
export function formatHour(iso: string, timeZone: string): string {
  return formatWith("hour", iso, timeZone);
}

/** The time of day of an instant in a named zone, to the millisecond: "10:00:03.412". */
export function formatClock(iso: string, timeZone: string): string {
  return formatWith("clock", iso, timeZone);
}

/** How long ago, or in how long, in few letters. `now` in milliseconds. */
export function formatRelative(iso: string, now: number): string {
  const distance = now - Date.parse(iso);
  const size = Math.abs(distance);
  if (size < 10_000) return "just now";
  const amount =
    size < minute
      ? `${Math.floor(size / 1000)} s`
      : size < hour
        ? `${Math.floor(size / minute)} min`
        : size < day
          ? `${Math.floor(size / hour)} h`
          : size < 60 * day
            ? `${Math.floor(size / day)} d`
            : `${Math.floor(size / (30 * day))} mo`;
  return distance >= 0 ? `${amount} ago` : `in ${amount}`;
}

/** A span of milliseconds as people say it: "412 ms", "3.2 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < 1000) return `${Math.round(span)} ms`;
  if (span < minute) return `${(span / 1000).toFixed(span < 10_000 ? 1 : 0)} s`;
  if (span < hour) return `${Math.floor(span / minute)} min ${Math.round((span % minute) / 1000)} s`;
  if (span < day) return `${Math.floor(span / hour)} h ${Math.round((span % hour) / minute)} min`;
  return `${Math.floor(span / day)} d ${Math.round((span % day) / hour)} h`;
}
