import type { PlaybookDestination } from "@/lib/routing/decide";
import type { Planned } from "./commands";

/** FNV-1a, 64 bits: tells lanes apart without an address in their names. Two that meet by chance share a pace, no more. */
function markOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit)) * 0x100000001b3n);
  return hash.toString(36);
}

/**
 * Of what is planned for a mail destination that writes to the customer's owner: with their address as it is now, and where
 * they alone are written to in a lane of their own, so that nobody is told of a burst that was another's. Nobody known: the fixed
 * addresses get it, and without any it is suppressed.
 * @param owner in lower case; undefined when nobody is named.
 */
export function toMailboxes(
  row: Planned,
  { mailsOwner, name }: PlaybookDestination,
  owner: string | undefined,
): Planned {
  if (!mailsOwner || row.state === "suppressed") return row;
  if (owner !== undefined) {
    const lane = mailsOwner === "alone" ? `${row.lane}:${markOf(owner)}` : row.lane;
    return { ...row, lane, progress: { owner } };
  }
  if (mailsOwner === "too") return row;
  const text = `${row.reason.text} “${name}” writes to the customer's owner, but nobody is named as such.`;
  return { ...row, state: "suppressed", reason: { code: "owner_unknown", text } };
}
