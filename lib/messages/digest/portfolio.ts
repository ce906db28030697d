import { changeOfNumber } from "../change";
import type { Section } from "../message";
import { words } from "../sentence";
import { sparkline } from "../sparkline";
import { dayOfInstant, lineOf, type Material, mrrOf, nameOf, part } from "./frame";

/** How far ahead renewals are named. */
export const renewalDays = 30;

/** Whose health moved most, down first. */
export function moversOf(material: Material): Section[] {
  const { portfolio, pen, sight } = material;
  if (!sight.health) return [];
  const lines = portfolio.movers.flatMap((customer) => {
    const { health, healthBefore } = customer;
    if (health === null || healthBefore === null) return [];
    const mark = health < healthBefore ? "▼" : "▲";
    return [
      [
        words(`${mark} `),
        ...lineOf(
          nameOf(customer, sight),
          changeOfNumber(pen, healthBefore, health),
          mrrOf(customer, material),
        ),
      ],
    ];
  });
  return part("Health: top movers", lines);
}

export function renewalsOf(material: Material): Section[] {
  const { portfolio, pen, sight } = material;
  const lines = portfolio.renewals.map((customer) => {
    const health =
      customer.health !== null && sight.health ? `health ${pen.number(customer.health)}` : undefined;
    return lineOf(
      nameOf(customer, sight),
      `renews on ${pen.day(customer.renewalOn)}`,
      mrrOf(customer, material),
      health,
    );
  });
  return part(`Renewals in the next ${renewalDays} days`, lines);
}

/** Payments that failed before and are still open, but for those that the report tells anyhow. Where fields are hidden only their number is told. */
export function failedPaymentsOf({ portfolio, pen, sight, entries }: Material): Section[] {
  if (!sight.sentences) return [];
  const told = new Set(entries.map(({ caseId }) => caseId));
  const others = portfolio.failedPayments.open.filter(({ caseId }) => !told.has(caseId));
  const lines = others.map(({ text, since }) => [words(`⚠️ ${text}  (since ${dayOfInstant(since, pen)})`)]);
  return part("Other failed payments, still open", lines);
}

/** Customers in the red zone who pay most. */
export function atRiskOf(material: Material): Section[] {
  const { portfolio, pen, sight } = material;
  if (!sight.health) return [];
  const lines = portfolio.atRisk.map((customer) => {
    const renewal = customer.renewalOn === null ? undefined : `renews on ${pen.day(customer.renewalOn)}`;
    const health = customer.health === null ? undefined : `health ${pen.number(customer.health)}`;
    return lineOf(nameOf(customer, sight), mrrOf(customer, material), health, renewal);
  });
  return part("Revenue at risk: in the red, by what they pay", lines);
}

/** The customers who pay most, and how each stands. */
export function keyAccountsOf(material: Material): Section[] {
  const { portfolio, pen, sight } = material;
  const lines = portfolio.keyAccounts.map((customer) => {
    const { health, healthBefore, openCases } = customer;
    const moved = health !== null && healthBefore !== null && health !== healthBefore;
    const stands =
      health === null || !sight.health
        ? undefined
        : `health ${moved ? changeOfNumber(pen, healthBefore, health) : pen.number(health)}`;
    const open = openCases === 0 ? "nothing open" : `${openCases} open`;
    return lineOf(nameOf(customer, sight), mrrOf(customer, material), stands, open);
  });
  return part("Key accounts", lines);
}

/** What the last four weeks come to a week: as simple a forecast as can be made, and called so. */
export function churnForecast(byWeek: readonly number[]): number {
  const last = byWeek.slice(-4);
  return last.length === 0 ? 0 : last.reduce((sum, lost) => sum + lost, 0) / last.length;
}

/** The course of churn over the weeks, and what it comes to if it goes on like that. */
export function churnOf({ portfolio, pen }: Material): Section[] {
  const weeks = portfolio.churnByWeek;
  if (weeks.every((lost) => lost === 0))
    return part("Churn", [[words(`Nobody left in the last ${weeks.length} weeks.`)]]);
  const expected = churnForecast(weeks);
  const before = churnForecast(weeks.slice(0, -4));
  const trend = expected > before ? "rising" : expected < before ? "falling" : "steady";
  return part("Churn: customers that cancelled or ended", [
    [
      words(
        `${sparkline(weeks) ?? ""}  ${weeks.map((lost) => pen.number(lost)).join(", ")} over ${weeks.length} weeks, ${trend}`,
      ),
    ],
    [
      words(
        `At the pace of the last four weeks about ${pen.number(Math.round(expected * 10) / 10)} next week and ${pen.number(Math.round(expected * 13))} next quarter.`,
      ),
    ],
  ]);
}

/** The portfolio by zone of health. */
export function zonesOf({ figures, before, pen, sight }: Material): Section[] {
  if (!sight.health || figures.red + figures.yellow + figures.green === 0) return [];
  const all = figures.red + figures.yellow + figures.green;
  const line = (mark: string, word: string, now: number, then: number | undefined) => {
    const change =
      then === undefined || then === now ? "" : `, ${now > then ? "+" : ""}${pen.number(now - then)}`;
    return [
      words(`${mark} ${word}: ${pen.number(now)} of ${pen.number(all)} (${pen.percent(now / all)}${change})`),
    ];
  };
  return part("Portfolio health", [
    line("🔴", "Red", figures.red, before?.red),
    line("🟡", "Yellow", figures.yellow, before?.yellow),
    line("🟢", "Green", figures.green, before?.green),
  ]);
}
