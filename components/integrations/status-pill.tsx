import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { InstallationStatus } from "@/db/enums";

/** Whether a workspace is connected, in a word or two. */
export function InstallationPill({ status }: { status: InstallationStatus | null }) {
  if (status === "active") {
    return (
      <Pill tone="good" icon={CircleCheck}>
        Installed
      </Pill>
    );
  }
  if (status === "needs_reauth") {
    return (
      <Pill tone="bad" icon={TriangleAlert}>
        Connect again
      </Pill>
    );
  }
  return <Pill icon={CircleDashed}>{status === null ? "Not installed" : "Disconnected"}</Pill>;
}
