import { type Mutes, mutedReason, muteOf } from "@/lib/mutes/match";
import type { PlaybookDestination } from "@/lib/routing/decide";
import type { Reason } from "@/lib/routing/reason";

/** What becomes of something that is to be told: it goes, it is never told, or it waits. */
export type Disposition =
  | { state: "pending" }
  | { state: "suppressed"; reason: Reason }
  | { state: "held"; reason: Reason };

/** What is to be told, and why. */
type Telling = {
  reason: Reason;
  destination: Pick<PlaybookDestination, "id" | "name" | "isBroken">;
  customerId: string | null;
  ruleId: string | null;
  routeId: string | null;
};

/**
 * Why something that is to be told is not told now, if so. A mute comes first: what nobody wants to hear need not wait for a
 * destination to be mended. It holds back critical news as well, because somebody asked for silence by name.
 */
export function dispositionOf(telling: Telling, { mutes, now }: { mutes: Mutes; now: Date }): Disposition {
  const { reason, destination, ...about } = telling;
  const mute = muteOf(mutes, { ...about, destinationId: destination.id }, now);
  if (mute) return { state: "suppressed", reason: mutedReason(mute) };
  if (destination.isBroken) {
    const text = `${reason.text} Its destination “${destination.name}” is broken, so this is held until it is mended.`;
    return { state: "held", reason: { code: "destination_broken", text } };
  }
  return { state: "pending" };
}
