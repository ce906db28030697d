import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDuration } from "@/components/ui/time-format";
import type { AnsweredTry } from "@/lib/webhooks/statistics/queries";

type Props = { tries: AnsweredTry[]; place: Place; timeZone: string };

function Answer({ outcome, httpStatus, code, answer }: AnsweredTry) {
  return (
    <>
      <Pill tone={outcome === "sent" ? "good" : "warn"}>{httpStatus ?? code ?? "no answer"}</Pill>
      {answer && answer.body !== "" && (
        <span className="mt-1 block max-w-md truncate font-mono text-xs text-ink-muted">{answer.body}</span>
      )}
    </>
  );
}

/** The last answers of an endpoint. */
export function LastTries({ tries, place, timeZone }: Props) {
  const head = (
    <>
      <Th>When</Th>
      <Th>What</Th>
      <Th>Answer</Th>
      <Th className="text-right">Took</Th>
    </>
  );
  return (
    <Table caption="Last answers" head={head}>
      {tries.map((each) => (
        <Tr key={`${each.notificationId}${each.number}`}>
          <Td className="whitespace-nowrap text-ink-muted">
            <RelativeTime iso={each.startedAt.toISOString()} timeZone={timeZone} />
          </Td>
          <Td className="min-w-40">
            <Link
              href={projectPath(place, "activity", each.notificationId)}
              className="underline underline-offset-2"
            >
              {each.eventType}
              <LinkPending />
            </Link>
            {each.number > 1 && <span className="block text-xs text-ink-muted">try {each.number}</span>}
          </Td>
          <Td>
            <Answer {...each} />
          </Td>
          <Td className="text-right whitespace-nowrap">{each.ms === null ? "–" : formatDuration(each.ms)}</Td>
        </Tr>
      ))}
    </Table>
  );
}
