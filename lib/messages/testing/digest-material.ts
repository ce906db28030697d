import { penFor } from "@/lib/messages/pen";
import type { DigestEntry, Portfolio, PortfolioCustomer } from "@/lib/rounds/material/queries";
import { type Figures, figuresOf } from "../digest/figures";
import type { Material } from "../digest/frame";
import { wholeSight } from "../digest/sight";

const timeZone = "Europe/Berlin";
const at = (iso: string) => new Date(iso);

let number = 0;

/** A notification that was held, of a window's middle unless told otherwise. */
export function entry(change: Partial<DigestEntry> = {}): DigestEntry {
  number++;
  return {
    id: `ntf_${number}`,
    text: "Payment failed: Acme $42",
    eventType: "payment.failed",
    severity: "warning",
    customerId: "acme",
    customerName: "Acme",
    ownerName: "Kim Lee",
    ownerEmail: "kim@house.example",
    occurredAt: at("2026-11-20T07:00:00Z"),
    recordedAt: at("2026-11-20T07:00:01Z"),
    caseId: null,
    caseState: null,
    caseText: null,
    caseStatus: null,
    ...change,
  };
}

const customer = (id: string, name: string, change: Partial<PortfolioCustomer> = {}): PortfolioCustomer => ({
  ...{ id, name, email: `billing@${id}.example`, ownerName: "Kim Lee", ownerEmail: "kim@house.example" },
  ...{ mrrAmount: "1200", mrrCurrency: "USD", health: 80, healthBefore: null, renewalOn: null, openCases: 0 },
  ...change,
});

const acme = customer("acme", "Acme", {
  mrrAmount: "9000",
  health: 31,
  healthBefore: 72,
  renewalOn: "2026-12-04",
  openCases: 2,
});
const bolt = customer("bolt", "Bolt & Sons", { mrrAmount: "4200.5", health: 88, healthBefore: 61 });

/** A project's customers as the reports name them. */
export const portfolio: Portfolio = {
  totals: [
    { zone: "red", currency: "USD", customers: 2, mrr: "10200" },
    { zone: "yellow", currency: "USD", customers: 3, mrr: "3600" },
    { zone: "green", currency: "USD", customers: 15, mrr: "31000.5" },
    { zone: "green", currency: "EUR", customers: 2, mrr: "900" },
    { zone: "none", currency: null, customers: 4, mrr: null },
  ],
  movers: [acme, bolt],
  atRisk: [acme, customer("cedar", "Cedar", { health: 22 })],
  keyAccounts: [acme, bolt],
  renewals: [acme],
  failedPayments: {
    count: 3,
    open: [
      {
        caseId: "cas_7",
        text: "Payment failed: Acme $42",
        customerId: "acme",
        since: at("2026-11-18T09:00:00Z"),
      },
    ],
  },
  churnByWeek: [0, 1, 0, 2, 1, 3, 2, 4],
};

/** What was told the time before. */
export const before: Figures = {
  ...{ told: 9, warnings: 4, resolved: 1, customers: 5, red: 1, yellow: 3, green: 18 },
  ...{ mrr: { USD: "44000" }, atRisk: { USD: "1200" }, failedPayments: 5, churned: 2, renewals: 0 },
};

/** All of a report, for a day's window. */
export function materialOf(entries: readonly DigestEntry[], change: Partial<Material> = {}): Material {
  const total = change.total ?? entries.length;
  return {
    name: "CS daily",
    window: { start: at("2026-11-19T08:00:00Z"), end: at("2026-11-20T08:00:00Z") },
    timeZone,
    pen: penFor({ now: at("2026-11-20T08:00:05Z"), timeZone }),
    entries,
    total,
    portfolio,
    figures: figuresOf(entries, total, change.portfolio ?? portfolio),
    before,
    sight: wholeSight,
    marksLate: true,
    ...change,
  };
}
