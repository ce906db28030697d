import { Check, Minus } from "lucide-react";
import { Code } from "@/components/ui/code-block";

/** One of Slack's permissions: what it is for, what is missing without it, and whether it was granted where that is known. */
export type ScopeNote = { scope: string; purpose: string; without: string | null; granted?: boolean };

function Grant({ granted }: { granted: boolean }) {
  const Icon = granted ? Check : Minus;
  return (
    <Icon
      role="img"
      aria-label={granted ? "Granted" : "Not granted"}
      className={`mt-0.5 size-4 shrink-0 ${granted ? "text-good" : "text-ink-faint"}`}
    />
  );
}

/** Permissions with their reasons. */
export function ScopeNotes({ notes }: { notes: readonly ScopeNote[] }) {
  return (
    <ul className="grid gap-2 text-sm">
      {notes.map(({ scope, purpose, without, granted }) => (
        <li key={scope} className="flex gap-2">
          {granted !== undefined && <Grant granted={granted} />}
          <span className="min-w-0">
            <Code>{scope}</Code> <span className="text-ink">{purpose}</span>
            {without !== null && granted !== true && (
              <span className="text-ink-muted"> Without it: {without}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
