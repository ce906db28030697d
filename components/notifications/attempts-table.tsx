import { Pill } from "@/components/ui/pill";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatClock, formatDuration, formatInstant } from "@/components/ui/time-format";
import type { Tone } from "@/components/ui/tone";
import { ExchangeView } from "@/components/webhooks/exchange-view";
import type { AttemptOutcome } from "@/db/enums";
import type { Try } from "@/lib/notifications/queries";

const outcomes = {
  sent: { word: "Sent", tone: "good" },
  retry: { word: "Try again", tone: "warn" },
  rejected: { word: "Rejected", tone: "bad" },
  unknown: { word: "Not seen", tone: "warn" },
} satisfies Record<AttemptOutcome, { word: string; tone: Tone }>;

/** Every try with what the far end answered. */
export function AttemptsTable({ tries, timeZone }: { tries: Try[]; timeZone: string }) {
  const head = (
    <>
      <Th>#</Th>
      <Th>Outcome</Th>
      <Th>Answer</Th>
      <Th>Started</Th>
      <Th className="text-right">Took</Th>
    </>
  );
  return (
    <Table caption="Attempts" head={head}>
      {tries.map((each) => (
        <Tr key={each.number}>
          <Td className="text-ink-muted">{each.number}</Td>
          <Td>
            <Pill tone={outcomes[each.outcome].tone}>{outcomes[each.outcome].word}</Pill>
          </Td>
          <Td className="max-w-md">
            <span className="font-mono text-xs">
              {[each.httpStatus, each.code].filter(Boolean).join(" ") ||
                (each.outcome === "sent" ? "accepted" : "–")}
            </span>
            {each.detail && <span className="block text-ink-muted">{each.detail}</span>}
            {each.ambiguous && <span className="block text-warn">It may have been posted all the same.</span>}
            {each.exchange && (
              <details className="mt-1">
                <summary className="w-fit text-ink-muted underline underline-offset-2">
                  Request and answer
                </summary>
                <div className="mt-1.5">
                  <ExchangeView exchange={each.exchange} />
                </div>
              </details>
            )}
          </Td>
          <Td className="whitespace-nowrap">
            <time
              dateTime={each.startedAt.toISOString()}
              title={formatInstant(each.startedAt.toISOString(), timeZone)}
            >
              {formatClock(each.startedAt.toISOString(), timeZone)}
            </time>
          </Td>
          <Td className="text-right whitespace-nowrap">
            {each.endedAt ? formatDuration(each.endedAt.getTime() - each.startedAt.getTime()) : "–"}
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
