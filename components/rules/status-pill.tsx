import { CircleCheck, Hourglass, type LucideIcon, Siren } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { FiringKind, RuleStatus } from "@/db/enums";

const statuses = {
  ok: { tone: "good", icon: CircleCheck, word: "OK" },
  pending: { tone: "warn", icon: Hourglass, word: "Pending" },
  firing: { tone: "bad", icon: Siren, word: "Firing" },
} as const satisfies Record<RuleStatus, { tone: Tone; icon: LucideIcon; word: string }>;

/** How a rule stands, in a word and an icon as well as in colour. */
export function RuleStatusPill({ status }: { status: RuleStatus }) {
  const { tone, icon, word } = statuses[status];
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}

const kinds = {
  triggered: { tone: "bad", word: "Triggered" },
  step: { tone: "warn", word: "Step reached" },
  repeated: { tone: "neutral", word: "Still firing" },
  recovered: { tone: "good", word: "Recovered" },
} as const satisfies Record<FiringKind, { tone: Tone; word: string }>;

/** What a rule told. */
export function FiringKindPill({ kind }: { kind: FiringKind }) {
  const { tone, word } = kinds[kind];
  return <Pill tone={tone}>{word}</Pill>;
}
