import { MailX, UserRound } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";

/** Somebody who said that they want no more mail. */
type OptOut = { email: string; at: Date; isOfProject: boolean };

type Props = {
  recipients: readonly string[];
  toOwner: boolean;
  /** Also of addresses that are no longer, or were never, among the recipients. */
  optOuts: readonly OptOut[];
  timeZone: string;
};

function Out({ optOut: { at, isOfProject }, timeZone }: { optOut: OptOut; timeZone: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Pill tone="warn" icon={MailX}>
        {isOfProject ? "Unsubscribed from the project" : "Unsubscribed"}
      </Pill>
      <span className="text-xs text-ink-muted">
        <RelativeTime iso={at.toISOString()} timeZone={timeZone} />
      </span>
    </span>
  );
}

/** Whom a mail destination writes to, and who has unsubscribed. Nobody but they themselves can change that. */
export function MailboxList({ recipients, toOwner, optOuts, timeZone }: Props) {
  const byAddress = new Map(optOuts.map((optOut) => [optOut.email, optOut]));
  const others = optOuts.filter(({ email }) => !recipients.includes(email));
  // Somebody who is out of the project and no recipient here was an owner, or is another destination's reader.
  const owners = toOwner ? others : others.filter(({ isOfProject }) => !isOfProject);
  const rows = [...recipients, ...owners.map(({ email }) => email)];
  return (
    <>
      <ul className="divide-y divide-line text-sm">
        {rows.map((email) => {
          const optOut = byAddress.get(email);
          return (
            <li key={email} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2">
              <span className={optOut ? "break-all text-ink-muted line-through" : "break-all"}>{email}</span>
              {optOut && <Out optOut={optOut} timeZone={timeZone} />}
            </li>
          );
        })}
        {toOwner && (
          <li className="flex items-center gap-2 px-4 py-2">
            <UserRound aria-hidden className="size-4 shrink-0 text-ink-faint" />
            The customer's owner
          </li>
        )}
      </ul>
      {rows.some((email) => byAddress.has(email)) && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-ink-muted">
          Who has unsubscribed is left out. Only they can subscribe again, by the link in any mail they got.
        </p>
      )}
    </>
  );
}
