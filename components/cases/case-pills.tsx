import {
  BellOff,
  CircleCheck,
  CircleDot,
  Eye,
  FlaskConical,
  Hourglass,
  Siren,
  UserRound,
} from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { CaseItem } from "@/lib/cases/queries";

/** How a case stands, in the catalog's word where it has one. One that ended badly is over, but no good news. */
export function CaseStatePill({ state, status, severity }: Pick<CaseItem, "state" | "status" | "severity">) {
  const isOpen = state === "open";
  const isBadEnd = severity === "warning" || severity === "critical";
  const tone = isOpen ? "warn" : isBadEnd ? "neutral" : "good";
  return (
    <Pill tone={tone} icon={isOpen ? CircleDot : CircleCheck}>
      {isOpen ? "Open" : "Resolved"}
      {status !== null && ` · ${status}`}
    </Pill>
  );
}

/** What is out of the ordinary about a case, and what somebody has done with it. */
export function CaseBadges({ item, now }: { item: CaseItem; now: Date }) {
  const isSnoozed = item.snoozedUntil !== null && item.snoozedUntil > now;
  return (
    <>
      {item.state === "open" && item.severity === "critical" && (
        <Pill tone="bad" icon={Siren}>
          Critical
        </Pill>
      )}
      {item.acknowledgedAt !== null && (
        <Pill icon={Eye} title={`By ${item.acknowledgedBy ?? "somebody"}`}>
          Acknowledged
        </Pill>
      )}
      {item.assignedTo !== null && <Pill icon={UserRound}>{item.assignedTo}</Pill>}
      {isSnoozed && <Pill icon={BellOff}>Snoozed</Pill>}
      {item.state === "open" && item.expiresAt !== null && <Pill icon={Hourglass}>Expires</Pill>}
      {item.environment === "sandbox" && <Pill icon={FlaskConical}>Sandbox</Pill>}
    </>
  );
}
