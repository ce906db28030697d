import { CircleCheck, CircleDashed, CirclePause, KeyRound } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { SourceItem } from "@/lib/sources/queries";

type Props = { source: Pick<SourceItem, "enabled" | "secretHint" | "lastReceivedAt"> };

/** How a source stands, in a word or two. */
export function SourceStatePill({ source: { enabled, secretHint, lastReceivedAt } }: Props) {
  if (!enabled) return <Pill icon={CirclePause}>Off</Pill>;
  if (secretHint === null) {
    return (
      <Pill tone="warn" icon={KeyRound} title="Without a secret everything is refused.">
        Needs its secret
      </Pill>
    );
  }
  if (lastReceivedAt === null) {
    return (
      <Pill tone="info" icon={CircleDashed}>
        Waiting for the first event
      </Pill>
    );
  }
  return (
    <Pill tone="good" icon={CircleCheck}>
      Receiving
    </Pill>
  );
}
