import { systemScope } from "@/lib/auth/system";
import { type Mailing, mailingOf } from "@/lib/destinations/mailing";
import type { Ledger } from "@/lib/destinations/transport";
import type { ClaimedDestination } from "@/lib/lanes/claim-row";
import { noteMailbox, type Told } from "@/lib/lanes/progress/commands";

const scope = systemScope("deliver-lane");

/** Whom a mail goes to, and where it is written down who has it. */
export type Round = Pick<Mailing, "recipients" | "isPersonal"> & { ledger: Ledger };

const reasonOf = ({ optedOut }: Mailing) =>
  optedOut.length > 0
    ? {
        code: "recipients_opted_out",
        text: "Everybody whom this destination writes to has unsubscribed from its mail.",
      }
    : { code: "no_recipients", text: "There is nobody whom this could be written to." };

/**
 * Of a notification, or several told together, for a mail destination: whom it goes to, or why to nobody. Undefined for all
 * other kinds.
 */
export function roundOf(
  { kind, config, optedOut }: ClaimedDestination,
  progress: readonly unknown[],
  told: Told,
): Round | { nobody: { code: string; text: string } } | undefined {
  if (kind !== "email") return undefined;
  const mailing = mailingOf({ config, progress, optedOut });
  if (mailing.recipients.length === 0) return { nobody: reasonOf(mailing) };
  const { recipients, isPersonal, done } = mailing;
  return { recipients, isPersonal, ledger: { done, note: (entry) => noteMailbox(scope, told, entry) } };
}
