import { z } from "zod";
import type { RouteParts } from "./routes";
import type { Reply } from "./server";

const runSchema = z.object({
  id: z.string(),
  fn: z.string(),
  event: z.string(),
  status: z.string(),
  createdAt: z.coerce.number(),
  startedAt: z.coerce.number().nullable(),
  endedAt: z.coerce.number().nullable(),
  attempt: z.coerce.number().nullable(),
  nextAt: z.coerce.number().nullable(),
  error: z.string().nullable(),
});

/** A run as the page and `GET /runs` show it: no payload, only what it was, when, and how it ended. */
type Run = z.output<typeof runSchema>;

const MOST = 1_000;

/** `GET /runs?limit`: the newest runs first, as JSON. */
export async function listRuns(parts: RouteParts, query: URLSearchParams): Promise<Reply> {
  const asked = Number(query.get("limit") ?? 100);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST) : 100;
  return { status: 200, json: { runs: await readRuns(parts, limit) } };
}

/** `GET /`: the same for a person. */
export async function runsPage(parts: RouteParts): Promise<Reply> {
  const [runs, health] = await Promise.all([readRuns(parts, 200), parts.health()]);
  const rows = runs.map(
    (
      run,
    ) => `<tr class="${escapeHtml(run.status)}"><td>${escapeHtml(run.status)}</td><td>${escapeHtml(run.fn)}</td>
<td>${escapeHtml(run.event)}</td><td>${new Date(run.createdAt).toISOString()}</td><td>${escapeHtml(duration(run))}</td>
<td>${escapeHtml(run.error ?? "")}</td><td><code>${escapeHtml(run.id)}</code></td></tr>`,
  );
  const problem =
    health.app.problem === null ? "" : `<p class="failed">${escapeHtml(health.app.problem)}</p>`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<title>Runs</title><style>${STYLE}</style><h1>Runs</h1>
<p>${health.status}: ${health.functions} functions, ${health.queue.depth} waiting (${health.queue.due} due), ${health.calling} calling</p>
${problem}<table><thead><tr><th>Status<th>Function<th>Event<th>Received<th>Duration<th>Error<th>Run</thead>
<tbody>${rows.join("\n")}</tbody></table></html>`;
  return { status: 200, html };
}

async function readRuns(parts: RouteParts, limit: number): Promise<Run[]> {
  const rows = await parts.sql`
    select r.id, r.fn, r.event_name as event, r.status, r.created_at as "createdAt", r.started_at as "startedAt",
      r.ended_at as "endedAt", i.attempt, i.due_at as "nextAt",
      case when r.status = 'failed' then left(r.result, 300) end as error
    from (select * from engine.runs order by id desc limit ${limit}) r
    left join lateral (select attempt, due_at from engine.items where run = r.id order by due_at limit 1) i on true
    order by r.id desc`;
  return z.array(runSchema).parse([...rows]);
}

function duration(run: Run): string {
  if (run.endedAt === null) return run.attempt ? `attempt ${run.attempt + 1}` : "";
  return `${run.endedAt - (run.startedAt ?? run.createdAt)} ms`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE = `body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color-scheme:light dark}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .75rem;border-bottom:1px solid #8884;vertical-align:top}.failed td:first-child,p.failed{color:#c33}
.completed td:first-child{color:#282}`;
