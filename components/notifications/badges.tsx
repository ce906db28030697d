import { CopyPlus, FlaskConical, RotateCcw, Siren } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { NotificationListItem } from "@/lib/notifications/queries";

type Props = { item: Pick<NotificationListItem, "kind" | "environment" | "severity" | "possiblyDuplicated"> };

/** What is out of the ordinary about a notification. */
export function NotificationBadges({ item }: Props) {
  return (
    <>
      {item.severity === "critical" && (
        <Pill tone="bad" icon={Siren}>
          Critical
        </Pill>
      )}
      {item.kind === "test" && <Pill icon={FlaskConical}>Test</Pill>}
      {item.kind === "resend" && <Pill icon={RotateCcw}>Resend</Pill>}
      {item.environment === "sandbox" && item.kind !== "test" && <Pill icon={FlaskConical}>Sandbox</Pill>}
      {item.possiblyDuplicated && (
        <Pill tone="warn" icon={CopyPlus} title="Slack may have posted it more than once.">
          Possibly duplicated
        </Pill>
      )}
    </>
  );
}
