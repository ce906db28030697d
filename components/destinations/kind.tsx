import { AtSign, Hash, type LucideIcon, Mail, Webhook, Workflow } from "lucide-react";
import type { DestinationKind } from "@/db/enums";

/** How each kind of destination is called and drawn. */
export const kindLooks = {
  slack_channel: { label: "Slack channel", icon: Hash },
  slack_webhook: { label: "Slack webhook", icon: Webhook },
  slack_dm: { label: "Slack direct message", icon: AtSign },
  email: { label: "E-mail", icon: Mail },
  webhook: { label: "Webhook", icon: Workflow },
} satisfies Record<DestinationKind, { label: string; icon: LucideIcon }>;

/** The icon of a kind, with its name for who cannot see it. */
export function KindIcon({ kind }: { kind: DestinationKind }) {
  const { label, icon: Icon } = kindLooks[kind];
  return <Icon role="img" aria-label={label} className="size-4 shrink-0 text-ink-faint" />;
}
