import { CircleAlert, CircleCheck, Info, type LucideIcon, Siren } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { Severity } from "@/db/enums";
import { tones } from "@/lib/messages/tone";

const looks = {
  info: { tone: "info", icon: Info },
  good: { tone: "good", icon: CircleCheck },
  warning: { tone: "warn", icon: CircleAlert },
  critical: { tone: "bad", icon: Siren },
} as const satisfies Record<Severity, { tone: Tone; icon: LucideIcon }>;

/** How urgent a type's messages usually are, in a word and an icon as well as in colour. */
export function SeverityPill({ severity }: { severity: Severity }) {
  const { tone, icon } = looks[severity];
  return (
    <Pill tone={tone} icon={icon}>
      {tones[severity].word}
    </Pill>
  );
}
