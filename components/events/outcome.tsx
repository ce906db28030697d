import { CircleSlash, Clock, type LucideIcon, Minus, Send, TriangleAlert } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { EventListItem } from "@/lib/events/queries";

type Look = { tone: Tone; icon: LucideIcon; word: string };

function lookOf({ decidedAt, notifications }: Pick<EventListItem, "decidedAt" | "notifications">): Look {
  const { sent, failed, open, suppressed } = notifications;
  if (decidedAt === null) return { tone: "info", icon: Clock, word: "Deciding" };
  if (failed > 0) return { tone: "bad", icon: TriangleAlert, word: `${failed} failed` };
  if (open > 0) return { tone: "info", icon: Clock, word: `${open} on the way` };
  if (sent > 0) return { tone: "good", icon: Send, word: `${sent} sent` };
  if (suppressed > 0) return { tone: "neutral", icon: CircleSlash, word: `${suppressed} suppressed` };
  return { tone: "neutral", icon: Minus, word: "No route matched" };
}

/** What an event led to, in two words. */
export function EventOutcome({ event }: { event: Pick<EventListItem, "decidedAt" | "notifications"> }) {
  const { tone, icon, word } = lookOf(event);
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}
