import { brief } from "./brief";
import { counted, totalled } from "./figures";
import { dayOf, type Material, metric } from "./frame";
import { atRiskOf, churnForecast, churnOf, keyAccountsOf, moversOf, renewalsOf, zonesOf } from "./portfolio";

/** How the portfolio stands, for whoever leads: health, churn and where it goes, revenue at risk, key accounts (STA-33, STA-39). */
export function leadershipOf(material: Material) {
  const { name, figures, before, pen, sight, portfolio } = material;
  const customers = figures.red + figures.yellow + figures.green;
  const atRisk = sight.money && sight.health ? totalled(pen, figures.atRisk, undefined) : undefined;
  const headline = [
    ...(sight.health && customers > 0
      ? [`${pen.number(figures.red)} of ${pen.number(customers)} customers in the red`]
      : []),
    ...(atRisk ? [`${atRisk} MRR at risk`] : []),
    `${pen.number(figures.churned)} lost this week`,
  ];
  const forecast = churnForecast(portfolio.churnByWeek);
  return {
    headline: `${name}, ${dayOf(material)}: ${headline.join(", ")}`,
    fields: [
      ...metric("MRR", sight.money ? totalled(pen, figures.mrr, before?.mrr) : undefined),
      ...metric(
        "MRR at risk",
        sight.money && sight.health ? totalled(pen, figures.atRisk, before?.atRisk) : undefined,
      ),
      ...metric("Lost this week", counted(pen, figures.churned, before?.churned)),
      ...metric("Forecast, next week", `about ${pen.number(Math.round(forecast * 10) / 10)}`),
      ...metric("Failed payments", counted(pen, figures.failedPayments, before?.failedPayments)),
      ...metric("Renewals, 30 days", counted(pen, figures.renewals, before?.renewals)),
    ],
    sections: [
      ...zonesOf(material),
      ...churnOf(material),
      ...atRiskOf(material),
      ...keyAccountsOf(material),
      ...moversOf(material),
      ...brief(renewalsOf(material)),
    ],
  };
}
