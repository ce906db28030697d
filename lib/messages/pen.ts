import { formatDay } from "./format";
import { houseLocale, isLocale, localMoney, localNumber, localPercent } from "./locale";
import type { Money, MoneyStyle } from "./money";

/** What writes the values of a message: one locale, one zone, one moment. */
export type Pen = {
  /** An amount, exact to the last digit. */
  money: (amount: Money, style?: MoneyStyle) => string;
  /** A number with at most two digits after the point. */
  number: (value: number) => string;
  /** A share: 0.81 is `81 %`. */
  percent: (share: number) => string;
  /** A day or the day of an instant in the zone; undefined for what is neither. */
  day: (value: unknown) => string | undefined;
};

type Setting = { now: Date; timeZone: string; locale?: string | undefined };

/** A pen for a locale (BCP 47; one that the runtime does not know writes as the house does) and an IANA zone. */
export function penFor({ now, timeZone, locale = houseLocale }: Setting): Pen {
  const known = locale === houseLocale || isLocale(locale) ? locale : houseLocale;
  return {
    money: (amount, style) => localMoney(amount, known, style),
    number: (value) => localNumber(Math.round(value * 100) / 100 || 0, known),
    percent: (share) => localPercent(share, known),
    day: (value) => formatDay(value, timeZone, now, known),
  };
}
