import { Braces, CreditCard, type LucideIcon, Smartphone, Waves } from "lucide-react";
import type { SourceKind } from "@/db/enums";
import { vendorNames } from "@/lib/sources/schema";

/** How each vendor is drawn, and what its source is for. */
export const vendorLooks = {
  revenuecat: { icon: Smartphone, purpose: "Purchases and subscriptions of apps, from all stores." },
  stripe: { icon: CreditCard, purpose: "Customers, subscriptions, invoices and payments." },
  octane: { icon: Waves, purpose: "Usage limits, subscriptions and invoices of metered billing." },
  cloudevents: { icon: Braces, purpose: "Anything that speaks CloudEvents 1.0, in any of its three modes." },
} as const satisfies Record<SourceKind, { icon: LucideIcon; purpose: string }>;

/** The icon of a vendor, with its name for who cannot see it. */
export function VendorIcon({ kind }: { kind: SourceKind }) {
  const { icon: Icon } = vendorLooks[kind];
  return <Icon role="img" aria-label={vendorNames[kind]} className="size-4 shrink-0 text-ink-faint" />;
}
