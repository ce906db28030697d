import { Check, CircleSlash, Clock, type LucideIcon, Pause, Send, X } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { NotificationState } from "@/db/enums";

/** How each state looks and what it means, in one place. */
export const stateLooks = {
  sent: { word: "Sent", tone: "good", icon: Check, meaning: "The destination has taken it." },
  pending: {
    word: "Pending",
    tone: "info",
    icon: Clock,
    meaning: "It is waiting for its turn or for the next try.",
  },
  sending: { word: "Sending", tone: "info", icon: Send, meaning: "It is on its way." },
  held: {
    word: "Held",
    tone: "warn",
    icon: Pause,
    meaning: "It is kept until its hour comes, or its destination can take it.",
  },
  failed: { word: "Failed", tone: "bad", icon: X, meaning: "No further try of this message helps." },
  suppressed: {
    word: "Suppressed",
    tone: "neutral",
    icon: CircleSlash,
    meaning: "A rule of yours kept it from being sent.",
  },
} satisfies Record<NotificationState, { word: string; tone: Tone; icon: LucideIcon; meaning: string }>;

/** What became of a notification, in a word. */
export function StatePill({ state }: { state: NotificationState }) {
  const { word, tone, icon, meaning } = stateLooks[state];
  return (
    <Pill tone={tone} icon={icon} title={meaning}>
      {word}
    </Pill>
  );
}
