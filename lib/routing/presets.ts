import type { RouteInput } from "./schema";

/** A destination that a preset asks for. */
export type PresetSlot = {
  id: string;
  label: string;
  /** How such a channel is often called: a destination of that name is offered first. */
  usual: string;
};

type PresetRoute = {
  name: string;
  /** The slot whose destination it leads to. */
  slot: string;
  eventTypes: readonly string[];
};

/** Routes that are often wanted together, as data: whoever uses one chooses its destinations. */
export type Preset = {
  id: string;
  name: string;
  description: string;
  slots: readonly PresetSlot[];
  routes: readonly PresetRoute[];
};

/** The presets that are offered, the split of approvals first (OTT-17, STA-40, STA-41). */
export const presets: readonly Preset[] = [
  {
    id: "deployments_and_security",
    name: "Deployments and security",
    description:
      "Approvals that are created and executed go to one channel, wrong PINs and locked approvals to another.",
    slots: [
      { id: "deployments", label: "Created and executed go to", usual: "deployments" },
      { id: "security", label: "PIN failures and locks go to", usual: "security-alerts" },
    ],
    routes: [
      {
        name: "Approvals created and executed",
        slot: "deployments",
        eventTypes: ["approval.created", "approval.executed"],
      },
      {
        name: "Approval PIN failures and locks",
        slot: "security",
        eventTypes: ["approval.pin_failed", "approval.locked"],
      },
    ],
  },
  {
    id: "everything",
    name: "Everything in one channel",
    description: "Every event goes to one destination: a good start, to be narrowed down later.",
    slots: [{ id: "all", label: "Every event goes to", usual: "alerts" }],
    routes: [{ name: "Everything", slot: "all", eventTypes: ["*"] }],
  },
  {
    id: "billing_and_success",
    name: "Billing and customer success",
    description: "Money goes to those who bill, and what customers do to those who look after them.",
    slots: [
      { id: "billing", label: "Invoices, payments and purchases go to", usual: "billing-alerts" },
      { id: "success", label: "Customers, trials and feedback go to", usual: "customer-success" },
    ],
    routes: [
      {
        name: "Billing",
        slot: "billing",
        eventTypes: ["invoice.*", "payment.*", "purchase.*", "credits.*"],
      },
      {
        name: "Customer success",
        slot: "success",
        eventTypes: ["customer.*", "trial.*", "feedback.*", "subscription.*"],
      },
    ],
  },
  {
    id: "payment_problems",
    name: "Payment problems",
    description:
      "What needs somebody soon: payments that fail, wait or are disputed, and invoices that are overdue.",
    slots: [{ id: "problems", label: "Payment problems go to", usual: "billing-alerts" }],
    routes: [
      {
        name: "Payment problems",
        slot: "problems",
        eventTypes: ["payment.failed", "payment.action_required", "payment.disputed", "invoice.overdue"],
      },
    ],
  },
  {
    id: "growth",
    name: "Growth",
    description: "Good news: new customers, trials that begin and convert, subscriptions and purchases.",
    slots: [{ id: "growth", label: "Good news goes to", usual: "growth" }],
    routes: [
      {
        name: "Growth",
        slot: "growth",
        eventTypes: [
          "customer.created",
          "trial.started",
          "trial.converted",
          "subscription.started",
          "purchase.completed",
        ],
      },
    ],
  },
];

/** The routes that a preset comes to. @param chosen destination ids by slot. @throws when a slot has none. */
export function routesOf(preset: Preset, chosen: Readonly<Record<string, string>>): RouteInput[] {
  return preset.routes.map(({ name, slot, eventTypes }) => {
    const destinationId = chosen[slot];
    if (destinationId === undefined) throw new Error(`no destination was chosen for ${slot}`);
    return { name, eventTypes: [...eventTypes], filter: null, destinationId, enabled: true };
  });
}

type Choosable = { id: string; name: string; target: string };

/**
 * What each slot begins with: a destination that is called as is usual, else one that no other slot has, else any.
 * Empty while there is no destination at all.
 */
export function usualChoice(preset: Preset, destinations: readonly Choosable[]): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const { id, usual } of preset.slots) {
    const isCalled = ({ name, target }: Choosable) =>
      name.toLowerCase().includes(usual) || target.toLowerCase().includes(`#${usual}`);
    const isFree = (one: Choosable) => !Object.values(chosen).includes(one.id);
    const found =
      destinations.find((one) => isCalled(one) && isFree(one)) ??
      destinations.find(isFree) ??
      destinations[0];
    if (found) chosen[id] = found.id;
  }
  return chosen;
}
