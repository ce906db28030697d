import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { Zone } from "@/lib/customers/zone";

const looks = {
  red: { tone: "bad", word: "Red" },
  yellow: { tone: "warn", word: "Yellow" },
  green: { tone: "good", word: "Green" },
} satisfies Record<Zone, { tone: Tone; word: string }>;

/** The health zone, in a word and its score. */
export function ZonePill({ zone, score }: { zone: Zone | null; score: number | null }) {
  if (zone === null) return <span className="text-ink-faint">–</span>;
  const { tone, word } = looks[zone];
  return (
    <Pill tone={tone}>
      {word}
      {score !== null && ` · ${score}`}
    </Pill>
  );
}
