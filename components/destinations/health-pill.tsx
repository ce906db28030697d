import { CircleCheck, CircleDashed, CirclePause, TriangleAlert } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { DestinationItem } from "@/lib/destinations/queries";

/** Whether messages arrive there, in a word. */
export function HealthPill({
  destination,
}: {
  destination: Pick<DestinationItem, "enabled" | "status" | "lastSuccessAt">;
}) {
  if (!destination.enabled) return <Pill icon={CirclePause}>Off</Pill>;
  if (destination.status === "broken") {
    return (
      <Pill tone="bad" icon={TriangleAlert}>
        Broken
      </Pill>
    );
  }
  if (!destination.lastSuccessAt) {
    return (
      <Pill tone="info" icon={CircleDashed}>
        Not used yet
      </Pill>
    );
  }
  return (
    <Pill tone="good" icon={CircleCheck}>
      Working
    </Pill>
  );
}
