import { minorDigitsOf } from "./currency";
import { parseInstant } from "./format";
import { formatMoney, type Money, type MoneyStyle } from "./money";

/** The locale that the house's own formats are in: what is said without any other. */
export const houseLocale = "en-US";

/** Whether a text is a BCP 47 tag of which this runtime knows the numbers and days. */
export function isLocale(text: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf([text]).length > 0;
  } catch {
    return false;
  }
}

/** Building a formatter costs far more than using it, and a process sees few kinds. */
function remembered<Formatter>(make: (key: string) => Formatter): (key: string) => Formatter {
  const known = new Map<string, Formatter>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size > 300) known.clear();
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

const isDecimal = (text: string): text is `${number}` => /^-?\d{1,30}(\.\d{1,18})?$/.test(text);

const numbers = remembered((key) => {
  const [locale = houseLocale, minimum = "0", maximum = "20"] = key.split("|");
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: Number(minimum),
    maximumFractionDigits: Number(maximum),
  });
});

/** A number with a locale's separators; `digits` after the point exactly, else as many as it has. */
export function localNumber(value: number | string, locale: string, digits?: number): string {
  const formatter = numbers(digits === undefined ? locale : `${locale}|${digits}|${digits}`);
  if (typeof value === "number") return formatter.format(value);
  return isDecimal(value) ? formatter.format(value) : value;
}

const currencies = remembered((key) => {
  const [locale = houseLocale, currency = "USD", minimum = "2", maximum = "2"] = key.split("|");
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: Number(minimum),
    maximumFractionDigits: Number(maximum),
  });
});

/** An exact amount as a locale writes it. Nothing is rounded; digits beyond the minor unit are kept (unit prices). */
export function localMoney(money: Money, locale: string, style: MoneyStyle = "full"): string {
  const { amount, currency } = money;
  if (locale === houseLocale || !isDecimal(amount)) return formatMoney(money, style);
  const given = (amount.split(".")[1] ?? "").replace(/0+$/, "").length;
  const least = given === 0 && style === "short" ? 0 : minorDigitsOf(currency);
  return currencies(`${locale}|${currency}|${least}|${Math.max(given, least)}`).format(amount);
}

const shapes = {
  day: { day: "numeric", month: "short", year: "numeric" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  datetime: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type InstantShape = keyof typeof shapes;
export const instantShapes: readonly string[] = Object.keys(shapes);
export const isInstantShape = (text: string): text is InstantShape => Object.hasOwn(shapes, text);

const calendars = remembered((key) => {
  const [locale = houseLocale, timeZone = "UTC", shape = "day"] = key.split("|");
  const options = shapes[isInstantShape(shape) ? shape : "day"];
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  }
});

/** An instant or a bare day (which is that day everywhere) as a locale writes it; undefined for what is neither. */
export function localInstant(
  value: unknown,
  { locale, timeZone }: { locale: string; timeZone: string },
  shape: InstantShape,
): string | undefined {
  const instant = parseInstant(value);
  if (!instant) return undefined;
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return calendars(`${locale}|${isDay ? "UTC" : timeZone}|${shape}`).format(instant);
}

const percents = remembered((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));

/** A share as people read it: 0.235 is `23.5 %`, at most one decimal. */
export function localPercent(share: number, locale: string): string {
  const rounded = Math.round(share * 1000) / 10;
  return `${percents(locale).format(rounded === 0 ? 0 : rounded)} %`;
}

const plurals = remembered((locale) => new Intl.PluralRules(locale));

/** Whether a locale says a count in the singular. */
export function isSingular(count: number, locale: string): boolean {
  return plurals(locale).select(count) === "one";
}
