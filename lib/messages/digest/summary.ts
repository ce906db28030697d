import { brief } from "./brief";
import { counted, totalled } from "./figures";
import { dayOf, type Material, metric } from "./frame";
import { groupsOf } from "./groups";
import { failedPaymentsOf, moversOf, renewalsOf } from "./portfolio";

/** What a summary opens with: the worst news of the portfolio where it is known, and how much is told. */
function headlineOf(material: Material): string {
  const { name, figures, total, pen, sight } = material;
  const atRisk = sight.money && sight.health ? totalled(pen, figures.atRisk, undefined) : undefined;
  const parts = [
    ...(sight.health && figures.red > 0 ? [`${pen.number(figures.red)} red`] : []),
    ...(sight.health && figures.yellow > 0 ? [`${pen.number(figures.yellow)} at risk`] : []),
    ...(atRisk ? [`${atRisk} MRR in the red`] : []),
    total === 0 ? "nothing new" : total === 1 ? "1 notification" : `${pen.number(total)} notifications`,
  ];
  return `${name}, ${dayOf(material)}: ${parts.join(", ")}`;
}

/** What happened in a window: the numbers with their change, then who needs what (STA-22, STA-32). */
export function summaryOf(material: Material) {
  const { figures, before, pen, sight } = material;
  return {
    headline: headlineOf(material),
    fields: [
      ...metric("Notifications", counted(pen, figures.told, before?.told)),
      ...metric("Customers", counted(pen, figures.customers, before?.customers)),
      ...metric("Warnings still open", counted(pen, figures.warnings, before?.warnings)),
      ...metric("Resolved", counted(pen, figures.resolved, before?.resolved)),
      ...metric("Failed payments", counted(pen, figures.failedPayments, before?.failedPayments)),
      ...metric(
        "MRR in the red",
        sight.money && sight.health ? totalled(pen, figures.atRisk, before?.atRisk) : undefined,
      ),
    ],
    sections: [
      ...moversOf(material),
      ...groupsOf(material),
      ...brief(failedPaymentsOf(material)),
      ...brief(renewalsOf(material)),
    ],
  };
}
