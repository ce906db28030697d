import { custom } from "../support/event";
import { makeLanes } from "../support/lanes";
import { reconcile } from "../support/reconcile";
import { withDatabase } from "../support/tenant";
import { expect, test } from "../support/test";
import { ledgerOf } from "./outcomes/ledger";

const EVENTS = 10_000;
const BATCH = 1_000;
/** What a person can take in who comes back to the channel. */
const HANDFUL = 12;

test(`${EVENTS} events for one channel at once are a handful of messages, and each has its receipt`, async ({
  stack,
  tenant,
  api,
  slack,
}, info) => {
  test.setTimeout(180_000);
  // Slack's pace to the letter: no burst is let through.
  await slack.limits({ channel: { capacity: 1.5, perSecond: 1 } });
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  const events = Array.from({ length: EVENTS }, () => custom(lane?.eventType ?? ""));
  const startedAt = performance.timeOrigin + performance.now();
  for (let from = 0; from < EVENTS; from += BATCH) {
    expect((await api.send({ events: events.slice(from, from + BATCH) })).status).toBe(202);
  }
  const acceptedMs = performance.timeOrigin + performance.now() - startedAt;
  const where = { databaseUrl: stack.databaseUrl, projectId: tenant.projectId };
  const ledger = ledgerOf({ databaseUrl: stack.databaseUrl, tenant });
  expect(await ledger.settled(120_000)).toEqual([]);

  const messages = await slack.messages(lane?.channel);
  const promised = new Map(events.map(({ id }) => [id, new Set([id])]));
  const { lost, doubled, doubledAndMarked, folded } = await reconcile(promised, messages, where);
  const lastMs = Math.max(...messages.map(({ receivedAt }) => receivedAt)) - startedAt;
  const figures = { folded, messages: messages.length, acceptedMs, lastMs };
  info.annotations.push({ type: "burst", description: JSON.stringify(figures) });
  expect({ lost, doubled, doubledAndMarked }).toEqual({ lost: [], doubled: [], doubledAndMarked: [] });
  expect(messages.length).toBeLessThanOrEqual(HANDFUL);
  const refused = (await slack.requests("chat.postMessage")).filter(
    ({ status, at }) => status === 429 && at >= startedAt,
  );
  expect(refused).toEqual([]);
  expect(await ledger.byState()).toEqual({ sent: EVENTS });
  const receipts = await withDatabase(
    stack.databaseUrl,
    (sql) => sql<{ ts: string; count: number }[]>`
      select n.receipt ->> 'ts' as ts, count(*)::int from notifications n
      left join notifications f on f.project_id = n.project_id and f.id = n.folded_into
      where n.project_id = ${tenant.projectId} and n.kind = 'event' and n.state = 'sent'
        and (n.folded_into is null or f.kind = 'fold' and f.state = 'sent' and f.receipt = n.receipt)
      group by 1`,
  );
  expect(
    receipts.reduce((sum, { count }) => sum + count, 0),
    "each has a receipt",
  ).toBe(EVENTS);
  expect(new Set(receipts.map(({ ts }) => ts))).toEqual(new Set(messages.map(({ ts }) => ts)));
  await slack.limits({ channel: { capacity: 5, perSecond: 1 } });
});
