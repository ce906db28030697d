import { zoneOffset } from "@/lib/projects/zone-offset";
import type { DigestEntry, Portfolio, PortfolioCustomer } from "@/lib/rounds/material/queries";
import type { Stretch } from "@/lib/schedule/cadence";
import type { Field, Section, Span } from "../message";
import type { Pen } from "../pen";
import { strong, words } from "../sentence";
import type { Figures } from "./figures";
import type { Sight } from "./sight";

/** All that a report is made of. */
export type Material = {
  name: string;
  window: Stretch;
  timeZone: string;
  pen: Pen;
  entries: readonly DigestEntry[];
  /** How many there are in all; the entries are the newest of them. */
  total: number;
  portfolio: Portfolio;
  figures: Figures;
  before: Figures | null;
  sight: Sight;
  /** Whether what happened before the window is marked: not where the window is when it was held. */
  marksLate: boolean;
};

/** `19 Nov`: the day of an instant in the pen's zone. */
export const dayOfInstant = (instant: Date, pen: Pen) => pen.day(instant.toISOString()) ?? "";

/** `19 Nov, 09:00` by the clock of a zone. */
export function clockOf(instant: Date, timeZone: string, pen: Pen): string {
  const local = new Date(instant.getTime() + zoneOffset(instant.getTime(), timeZone));
  return `${dayOfInstant(instant, pen)}, ${local.toISOString().slice(11, 16)}`;
}

/** The day that a window is about: the last that it reaches into. */
export function dayOf({ window, pen }: Pick<Material, "window" | "pen">): string {
  return dayOfInstant(new Date(window.end.getTime() - 1), pen);
}

export const isLate = ({ occurredAt }: DigestEntry, { window, marksLate }: Material) =>
  marksLate && occurredAt < window.start;

/** Which window it is of, by which clock, and what of it came late: said in every report. */
export function windowNote(material: Material): string {
  const { window, timeZone, pen, entries } = material;
  const span = `${clockOf(window.start, timeZone, pen)} to ${clockOf(window.end, timeZone, pen)} (${timeZone})`;
  const late = entries.filter((entry) => isLate(entry, material)).length;
  if (late === 0) return `From ${span}.`;
  return `From ${span}. ${late === 1 ? "One" : late} of it happened before that and arrived late.`;
}

/** A metric that is left out where there is nothing to say. */
export function metric(label: string, value: string | undefined): Field[] {
  return value === undefined ? [] : [{ label, value: [words(value)] }];
}

/** A part that is left out where it has no lines. */
export function part(title: string, lines: readonly Span[][]): Section[] {
  return lines.length === 0 ? [] : [{ title, lines: [...lines] }];
}

/** How a customer is called where it may be seen. */
export function nameOf(customer: Pick<PortfolioCustomer, "id" | "name" | "email">, sight: Sight): string {
  if (customer.name !== null) return sight.names ? customer.name : "A customer";
  if (customer.email !== null && sight.emails) return customer.email;
  return sight.names ? customer.id : "A customer";
}

/** A customer's line: the name, then what is known of it. */
export function lineOf(name: string, ...facts: (string | undefined)[]): Span[] {
  const told = facts.filter((fact) => fact !== undefined);
  return told.length === 0 ? [strong(name)] : [strong(name), words(`  ${told.join("  ·  ")}`)];
}

/** What a customer pays, where that may be seen. */
export function mrrOf(
  { mrrAmount, mrrCurrency }: PortfolioCustomer,
  { sight, pen }: Material,
): string | undefined {
  if (mrrAmount === null || mrrCurrency === null || !sight.money) return undefined;
  return `${pen.money({ amount: mrrAmount, currency: mrrCurrency }, "short")} MRR`;
}
