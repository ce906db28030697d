import { Check, CircleSlash, type LucideIcon, Minus } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { Decision } from "@/lib/routing/reason";

const looks = {
  send: { word: "Sends", tone: "good", icon: Check },
  suppress: { word: "Suppressed", tone: "warn", icon: CircleSlash },
  skip: { word: "Does not apply", tone: "neutral", icon: Minus },
} satisfies Record<Decision["verdict"], { word: string; tone: Tone; icon: LucideIcon }>;

/** What a route said to an event, in a word. */
export function VerdictPill({ verdict }: { verdict: Decision["verdict"] }) {
  const { word, tone, icon } = looks[verdict];
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}
