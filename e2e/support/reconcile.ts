import type { SlackMessage } from "./slack-view";
import type { Ledger } from "./steady-load";
import { withDatabase } from "./tenant";

/** What became of what was promised. Lists hold tokens of events. */
export type Reconciled = {
  promised: number;
  /** Told with others in one counted message. */
  folded: number;
  /** Promised, but told nowhere in Slack. */
  lost: string[];
  /** Told more than once, and no notification says that it may be so. */
  doubled: string[];
  /** Told more than once, and said so. */
  doubledAndMarked: string[];
  /** Promised under more than one id. */
  severalIds: string[];
};

type Told = { mark: string; foldedInto: string | null; mayBeTwice: boolean };
type Where = { databaseUrl: string; projectId: string };

/** How often each event's token, and each counted message's id, stands in Slack. */
export function countMarks(messages: readonly SlackMessage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text, blocks, attachments } of messages) {
    const marks = JSON.stringify([text, blocks, attachments]).match(/t[0-9a-f]{16}|ntf_\w{26}/g);
    for (const mark of new Set(marks)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return counts;
}

function toldBy({ databaseUrl, projectId }: Where): Promise<Told[]> {
  return withDatabase(
    databaseUrl,
    (sql) => sql<Told[]>`
      select e.external_id as mark, n.folded_into as "foldedInto",
             n.possibly_duplicated or coalesce(f.possibly_duplicated, false) as "mayBeTwice"
      from events e
      join notifications n on n.project_id = e.project_id and n.event_id = e.id
      left join notifications f on f.project_id = n.project_id and f.id = n.folded_into
      where e.project_id = ${projectId}`,
  );
}

/** Holds what was promised against what stands in Slack. */
export async function reconcile(
  ledger: Ledger,
  messages: readonly SlackMessage[],
  where: Where,
): Promise<Reconciled> {
  const counts = countMarks(messages);
  const told = new Map((await toldBy(where)).map((one) => [one.mark, one]));
  const timesTold = (mark: string) => {
    const fold = told.get(mark)?.foldedInto;
    return (counts.get(mark) ?? 0) + (fold ? (counts.get(fold) ?? 0) : 0);
  };
  const marks = [...ledger.keys()];
  const twice = marks.filter((mark) => timesTold(mark) > 1);
  return {
    promised: ledger.size,
    folded: marks.filter((mark) => told.get(mark)?.foldedInto).length,
    lost: marks.filter((mark) => timesTold(mark) === 0),
    doubled: twice.filter((mark) => told.get(mark)?.mayBeTwice !== true),
    doubledAndMarked: twice.filter((mark) => told.get(mark)?.mayBeTwice === true),
    severalIds: [...ledger].filter(([, ids]) => ids.size > 1).map(([mark]) => mark),
  };
}

/** Where each of these events has come to: what to read first when one is missing. */
export function whereabouts({ databaseUrl, projectId }: Where, marks: readonly string[]): Promise<string[]> {
  return withDatabase(databaseUrl, async (sql) => {
    const rows = await sql<{ line: string }[]>`
      select concat_ws(' ', e.external_id, 'received', e.received_at, 'decided', e.decided_at, n.id, n.state,
               'tries', n.attempts, 'due', n.due_at, 'lease', n.lease_until, n.last_error ->> 'code',
               'folded into', n.folded_into, 'lane', l.key, 'next', l.next_at, 'wake', l.wake_at, 'now', now()) as line
      from events e
      left join notifications n on n.project_id = e.project_id and n.event_id = e.id
      left join lanes l on l.key = n.lane
      where e.project_id = ${projectId} and e.external_id = any(${[...marks]}::text[])
      limit 20`;
    return rows.map(({ line }) => line);
  });
}
