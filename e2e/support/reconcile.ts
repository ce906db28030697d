import type { SlackMessage } from "./slack-view";
import type { Ledger } from "./steady-load";
import { withDatabase } from "./tenant";

/** What became of what was promised. Lists hold tokens of events. */
export type Reconciled = {
  promised: number;
  messages: number;
  /** Promised, but no message stands in Slack. */
  lost: string[];
  /** More than one message, and not every notification says that it may be so. */
  doubled: string[];
  /** More than one message, and said so. */
  doubledAndMarked: string[];
  /** Promised under more than one id. */
  severalIds: string[];
};

/** Which of the ledger's tokens a message mentions. */
function countByToken(messages: readonly SlackMessage[], ledger: Ledger): Map<string, number> {
  const counts = new Map<string, number>();
  for (const message of messages) {
    const marks = new Set(
      JSON.stringify([message.text, message.blocks, message.attachments]).match(/t[0-9a-f]{16}/g),
    );
    for (const mark of marks) if (ledger.has(mark)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return counts;
}

/** Tokens of events with a notification that says that it may stand twice. */
async function markedTokens(databaseUrl: string, projectId: string): Promise<Set<string>> {
  const rows = await withDatabase(
    databaseUrl,
    (sql) => sql<{ external_id: string }[]>`
      select e.external_id from events e
      join notifications n on n.project_id = e.project_id and n.event_id = e.id
      where e.project_id = ${projectId} and n.possibly_duplicated`,
  );
  return new Set(rows.map(({ external_id }) => external_id));
}

/** Holds what was promised against what stands in Slack. */
export async function reconcile(
  ledger: Ledger,
  messages: readonly SlackMessage[],
  { databaseUrl, projectId }: { databaseUrl: string; projectId: string },
): Promise<Reconciled> {
  const counts = countByToken(messages, ledger);
  const marked = await markedTokens(databaseUrl, projectId);
  const twice = [...counts].filter(([, count]) => count > 1).map(([mark]) => mark);
  return {
    promised: ledger.size,
    messages: messages.length,
    lost: [...ledger.keys()].filter((mark) => !counts.has(mark)),
    doubled: twice.filter((mark) => !marked.has(mark)),
    doubledAndMarked: twice.filter((mark) => marked.has(mark)),
    severalIds: [...ledger].filter(([, ids]) => ids.size > 1).map(([mark]) => mark),
  };
}
