import { z } from "zod";
import type { ClaimedItem } from "./claimed-item";
import type { Database } from "./database";
import { expression, holds, valueIn } from "./expression/expression";
import { parseJson } from "./json";
import { CANCELLED_MEMO, dataMemo, KEEP } from "./memo";
import { matchValue } from "./start";
import type { Work } from "./work";

const pathRows = z.array(z.object({ match_path: z.string().nullable() }));
const pauseRows = z.array(
  z.object({
    id: z.coerce.number(),
    kind: z.enum(["wait", "cancel"]),
    run: z.string(),
    expr: z.string().nullable(),
    events: z.string(),
  }),
);
const pathSchema = z.array(z.union([z.string(), z.number()]));

/** Finds who waits for an event, or is cancelled by it: by index where the condition allows, then by evaluating it. */
export async function matchEvent(sql: Database, item: ClaimedItem): Promise<Work> {
  const event = parseJson(item.payload ?? "");
  const name = item.fn ?? "";
  const paths = pathRows.parse([
    ...(await sql`select distinct match_path from engine.pauses where event = ${name}`),
  ]);
  const keys = paths.map((row) => keyFor(row.match_path, event));
  const rows = await sql`
    select p.id, p.kind, p.run, p.expr, r.events from engine.pauses p join engine.runs r on r.id = p.run
    where p.event = ${name} and p.id <= ${item.bound ?? 0} and (p.expires_at is null or p.expires_at > ${item.due})
      and (p.match_path is null or p.match_path || p.match_value = any (${keys}))`;
  const waits: { pause: number; memo: string }[] = [];
  const cancels: { run: string; keep: number; memo: string }[] = [];
  for (const row of pauseRows.parse([...rows])) {
    const events = parseJson(row.events);
    const scope = { event: Array.isArray(events) ? events[0] : null, async: event };
    if (row.expr !== null && !holds(expression(row.expr), scope)) continue;
    if (row.kind === "wait") waits.push({ pause: row.id, memo: dataMemo(event) });
    else cancels.push({ run: row.run, keep: KEEP.cancelled, memo: CANCELLED_MEMO });
  }
  return { ops: [{ op: "match", item: item.id, gen: item.gen, waits, cancels }] };
}

function keyFor(path: string | null, event: unknown): string {
  if (path === null) return "";
  const steps = pathSchema.parse(parseJson(path));
  const value = valueIn(
    { source: "", tree: { kind: "path", root: "async", steps } },
    { event: null, async: event },
  );
  return path + matchValue(value);
}
