import postgres from "postgres";
import { nextId } from "../load/payloads";

/** The columns of `events`, with its indexes, without its neighbours. */
const TABLE = "bench_events";

type RawInsert = { databaseUrl: string; clients: number; rowsPerStatement: number; seconds: number };

type Columns = { ids: string[]; customers: string[]; data: string[] };

function columnsOf(count: number): Columns {
  const ids = Array.from({ length: count }, nextId);
  return {
    ids,
    customers: ids.map(() =>
      JSON.stringify({ id: "cus_acme", name: "Acme", email: "ap@acme.test", tier: "growth" }),
    ),
    data: ids.map((id) =>
      JSON.stringify({ number: id, amountDue: { amount: "1299.00", currency: "USD" }, dueOn: "2026-12-01" }),
    ),
  };
}

/** Makes the table that the raw statements fill, empty. */
export async function makeRawTable(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`drop table if exists ${TABLE}`);
  await sql.unsafe(`create table ${TABLE} (like events including all)`);
  await sql.end();
}

/** Rows a second that bare `insert … select from unnest(…)` statements store, one commit each. */
export async function rawInsert({
  databaseUrl,
  clients,
  rowsPerStatement,
  seconds,
}: RawInsert): Promise<number> {
  const sql = postgres(databaseUrl, { max: clients, onnotice: () => undefined });
  const warmUntil = performance.now() + 500;
  const endAt = warmUntil + seconds * 1000;
  let rows = 0;
  const work = async () => {
    while (performance.now() < endAt) {
      const { ids, customers, data } = columnsOf(rowsPerStatement);
      await sql`
        insert into ${sql(TABLE)} (project_id, id, external_id, type, source, environment, occurred_at, customer_id, customer, data)
        select 'prj_bench', i.id, i.id, 'invoice.generated', 'api', 'production', now(), 'cus_acme', i.customer::jsonb, i.data::jsonb
        from unnest(${ids}::text[], ${customers}::text[], ${data}::text[]) as i(id, customer, data)`;
      const now = performance.now();
      if (now >= warmUntil && now <= endAt) rows += rowsPerStatement;
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  await sql.end();
  return rows / seconds;
}
