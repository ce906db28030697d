import { z } from "zod";
import type { DigestEntry, Portfolio } from "@/lib/rounds/material/queries";
import type { Money } from "../money";
import { subtract } from "../money-math";
import type { Pen } from "../pen";

const amounts = z.record(z.string(), z.string());

/** The numbers of one report, kept so that the next can say what has changed. */
const figuresSchema = z.object({
  told: z.number(),
  warnings: z.number(),
  resolved: z.number(),
  customers: z.number(),
  red: z.number(),
  yellow: z.number(),
  green: z.number(),
  /** By currency, exact decimals. */
  mrr: amounts,
  atRisk: amounts,
  failedPayments: z.number(),
  churned: z.number(),
  renewals: z.number(),
});
export type Figures = z.infer<typeof figuresSchema>;

/** Reads the numbers of an earlier report; null when there are none that can be read. */
export function readFigures(stored: unknown): Figures | null {
  return figuresSchema.safeParse(stored).data ?? null;
}

const negated = ({ amount, currency }: Money): Money => ({
  amount: amount.startsWith("-") ? amount.slice(1) : `-${amount}`,
  currency,
});

/** `one` and `other` together, exact. */
const plus = (one: Money, other: Money): Money => subtract(one, negated(other)) ?? one;

function summed(totals: Portfolio["totals"], zones: readonly string[]): Record<string, string> {
  const sums = new Map<string, Money>();
  for (const { zone, currency, mrr } of totals) {
    if (currency === null || mrr === null || !zones.includes(zone)) continue;
    const sum = sums.get(currency);
    const money = { amount: mrr, currency };
    sums.set(currency, sum ? plus(sum, money) : money);
  }
  return Object.fromEntries([...sums].map(([currency, { amount }]) => [currency, amount]));
}

const customersIn = (totals: Portfolio["totals"], wanted: string) =>
  totals.reduce((sum, { zone, customers }) => sum + (zone === wanted ? customers : 0), 0);

/** The numbers of a report. What is at risk is what customers in the red zone pay. */
export function figuresOf(entries: readonly DigestEntry[], total: number, portfolio: Portfolio): Figures {
  const { totals, failedPayments, churnByWeek, renewals } = portfolio;
  const closed = entries.filter(({ caseState }) => caseState === "resolved");
  return {
    told: total,
    warnings: entries.filter(({ severity, caseState }) => severity === "warning" && caseState !== "resolved")
      .length,
    resolved: new Set(closed.map(({ caseId }) => caseId)).size,
    customers: new Set(entries.flatMap(({ customerId }) => customerId ?? [])).size,
    red: customersIn(totals, "red"),
    yellow: customersIn(totals, "yellow"),
    green: customersIn(totals, "green"),
    mrr: summed(totals, ["red", "yellow", "green", "none"]),
    atRisk: summed(totals, ["red"]),
    failedPayments: failedPayments.count,
    churned: churnByWeek.at(-1) ?? 0,
    renewals: renewals.length,
  };
}

/** `12 (+3)`: a count with its change against the window before; without it where there was none. */
export function counted(pen: Pen, now: number, before: number | undefined): string {
  if (before === undefined) return pen.number(now);
  const change = now - before;
  return `${pen.number(now)} (${change === 0 ? "±0" : change > 0 ? `+${pen.number(change)}` : pen.number(change)})`;
}

const moneysOf = (sums: Record<string, string>): Money[] =>
  Object.entries(sums).map(([currency, amount]) => ({ currency, amount }));

/** Amounts of several currencies, the change of each against the window before. Undefined where there are none. */
export function totalled(
  pen: Pen,
  now: Record<string, string>,
  before: Record<string, string> | undefined,
): string | undefined {
  const parts = moneysOf(now).map((money) => {
    const text = pen.money(money, "short");
    const earlier = before?.[money.currency];
    const change =
      earlier === undefined ? undefined : subtract(money, { amount: earlier, currency: money.currency });
    if (!change || !/[1-9]/.test(change.amount)) return text;
    return `${text} (${change.amount.startsWith("-") ? "" : "+"}${pen.money(change, "short")})`;
  });
  return parts.length > 0 ? parts.join(" and ") : undefined;
}
