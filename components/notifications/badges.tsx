import {
  ArrowUpRight,
  CopyPlus,
  FlaskConical,
  History,
  Layers,
  LifeBuoy,
  type LucideIcon,
  Newspaper,
  PenLine,
  Plug,
  RadioTower,
  RotateCcw,
  Siren,
} from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { NotificationKind } from "@/db/enums";
import type { NotificationListItem } from "@/lib/notifications/queries";

type Props = {
  item: Pick<
    NotificationListItem,
    "kind" | "environment" | "severity" | "possiblyDuplicated" | "foldedInto" | "fallbackFor"
  >;
};

/** What is no plain message about an event. */
const kindLooks = {
  event: null,
  test: { word: "Test", icon: FlaskConical, meaning: "Somebody pressed Test." },
  resend: { word: "Resend", icon: RotateCcw, meaning: "Somebody sent an earlier notification again." },
  fold: { word: "Counted", icon: Layers, meaning: "One message that counts many notifications." },
  connected: { word: "Connected", icon: Plug, meaning: "Says that a workspace was connected." },
  catch_up: { word: "Catch-up", icon: History, meaning: "Tells what was held." },
  digest: { word: "Digest", icon: Newspaper, meaning: "Tells many notifications as one, at its hour." },
  escalation: {
    word: "Escalated",
    icon: ArrowUpRight,
    meaning: "Tells a case on that nobody has acknowledged.",
  },
  case_edit: { word: "Edit", icon: PenLine, meaning: "Brings the living message of a case up to date." },
  signal: {
    word: "Signal",
    icon: RadioTower,
    meaning: "Tells a webhook of something that happened in Bellwire.",
  },
} satisfies Record<NotificationKind, { word: string; icon: LucideIcon; meaning: string } | null>;

/** What is out of the ordinary about a notification. */
export function NotificationBadges({ item }: Props) {
  const kind = kindLooks[item.kind];
  return (
    <>
      {item.severity === "critical" && (
        <Pill tone="bad" icon={Siren}>
          Critical
        </Pill>
      )}
      {kind && (
        <Pill icon={kind.icon} title={kind.meaning}>
          {kind.word}
        </Pill>
      )}
      {item.foldedInto !== null && (
        <Pill icon={Layers} title="One message told this together with others.">
          Told together
        </Pill>
      )}
      {item.fallbackFor !== null && (
        <Pill icon={LifeBuoy} title="It went here because its own destination is broken.">
          Fallback
        </Pill>
      )}
      {item.environment === "sandbox" && item.kind !== "test" && <Pill icon={FlaskConical}>Sandbox</Pill>}
      {item.possiblyDuplicated && (
        <Pill tone="warn" icon={CopyPlus} title="Slack may have posted it more than once.">
          Possibly duplicated
        </Pill>
      )}
    </>
  );
}
