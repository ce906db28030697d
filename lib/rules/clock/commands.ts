import type postgres from "postgres";
import type { Scope } from "@/lib/auth/scope";
import { loadPlaybook } from "@/lib/routing/queries";
import type { CompiledRule } from "../compile";
import { lookAtPairs, underLock } from "../evaluation/commands";
import { type Pairs, pairIn } from "../evaluation/pair";
import { listKept, listWholeStates } from "../evaluation/queries";
import { type RuleClock, readBeside, readClock, readState } from "../evaluation/stored-state";
import { isByClock } from "../evaluation/windows-for";
import { listIds } from "../facts/queries";
import { keepStates } from "../keeping/commands";
import { loadTypes } from "../loading/queries";
import { dueRun, nextRun } from "../runs";
import { listSeen } from "../series/queries";
import { seriesOf } from "../series/series";
import { freshState } from "../state";
import { settleTime, windowOf } from "../window";

/** Customers of one transaction. */
const pageSize = 2_000;
/**
 * A rule that was just made is looked at once more a little later: what was on its way while it was made was not known to be
 * watched.
 */
const secondLook = 60_000;

/** From when on somebody must have been seen to be looked at: since the window before the first of those that are judged. */
function seenSince({ rule, timeZone }: CompiledRule, from: number): number {
  if (rule.window === undefined || rule.window === "cycle" || rule.condition.kind === "absent") return 0;
  return windowOf(windowOf(from, rule.window, { timeZone, customer: null }).start - 1, rule.window, {
    ...{ timeZone, customer: null },
  }).start;
}

/** Part of whom a rule may concern: customers after an id, in order. */
type Source = (scope: Scope, sql: postgres.TransactionSql, after: string) => Promise<string[]>;

/** Of whom something came, or whose numbers are known. */
const seenBy =
  (compiled: CompiledRule, from: number): Source =>
  async (scope, sql, after) => {
    const { rule } = compiled;
    const { environment, signal } = rule;
    const typesOf = await loadTypes(scope, sql, [compiled]);
    const series = signal.kind === "balance" ? null : seriesOf(signal, typesOf(rule));
    const since = seenSince(compiled, from);
    return series
      ? listSeen(scope, sql, { environment, series, since, after, limit: pageSize })
      : listIds(scope, sql, environment, after, pageSize);
  };

/** Of whom something is kept, such as an alarm that goes on. */
const keptBy =
  ({ rule }: CompiledRule): Source =>
  (scope, sql, after) =>
    listKept(scope, sql, rule, after, pageSize);

const always =
  (id: string): Source =>
  async (_scope, _sql, after) =>
    after < id || (after === "" && id === "") ? [id] : [];

/** Everybody whom a rule may concern. */
function sourcesOf(compiled: CompiledRule, from: number): Source[] {
  const { scope, signal } = compiled.rule;
  if (signal.kind === "unknown") return [];
  if (scope.kind === "each") return [seenBy(compiled, from), keptBy(compiled)];
  return [always(scope.kind === "customer" ? scope.customerId : "")];
}

/** What is looked at: every window since then that is over, or one of the times of a rule that looks at those only. */
type Look = { since: number | null; run: number | null; after: string; now: Date };

/** One page of customers, in a transaction of its own. @returns the id to go on after; null when all were looked at. */
async function lookAtPage(
  scope: Scope,
  compiled: CompiledRule,
  source: Source,
  { since, run, after, now }: Look,
): Promise<{ after: string | null; fired: number }> {
  return underLock(scope, async (sql) => {
    const ids = await source(scope, sql, after);
    const pairs: Pairs = new Map();
    for (const id of ids) Object.assign(pairIn(pairs, compiled, id), { isNow: true, since, run });
    const fired = await lookAtPairs(scope, sql, [...pairs.values()], now);
    return { after: ids.length < pageSize ? null : (ids.at(-1) ?? null), fired };
  });
}

/** The next time of a rule that looks at certain times only. Who was slow does not put back what another has gone on from. */
function runAfter(compiled: CompiledRule, before: RuleClock | null, lookedAt: number): number | null {
  const next = nextRun(compiled, lookedAt);
  const isKnown = before?.revision === compiled.rule.revision && before.dueAt !== null;
  return isKnown && next !== null ? Math.max(next, before.dueAt ?? next) : next;
}

/** When the clock of a rule rings next, after it was looked at. */
function clockAfter(compiled: CompiledRule, before: RuleClock | null, now: number): RuleClock {
  const { rule, timeZone } = compiled;
  const { revision } = rule;
  if (rule.cron) return { revision, from: null, dueAt: runAfter(compiled, before, now) };
  if (isByClock(compiled) && rule.window !== undefined) {
    const { start, end } = windowOf(now - settleTime, rule.window, { timeZone, customer: null });
    return { revision, from: start, dueAt: end + settleTime };
  }
  return { revision, from: null, dueAt: before?.revision === revision ? null : now + secondLook };
}

/** Puts the clock of a rule to when it must be looked at next, beside the state of all together. */
async function setClock(scope: Scope, compiled: CompiledRule, now: number): Promise<void> {
  const { id: ruleId, environment } = compiled.rule;
  await underLock(scope, async (sql) => {
    const [row] = await listWholeStates(scope, sql, [{ ruleId, environment }]);
    const { clock, wakes } = readBeside(row?.state);
    const state = row ? readState(row.state) : freshState();
    const beside = { wakes, clock: clockAfter(compiled, clock, now) };
    await keepStates(scope, sql, [{ ruleId, environment, customerId: "", state, beside }]);
  });
}

/** Looks at everybody whom a rule may concern, page by page; repeating it changes nothing. */
async function lookAtRule(
  scope: Scope,
  compiled: CompiledRule,
  clock: RuleClock | null,
  now: Date,
): Promise<number> {
  const isKnown = clock?.revision === compiled.rule.revision;
  const since = isKnown && isByClock(compiled) ? clock.from : null;
  const run = compiled.rule.cron ? dueRun(compiled, clock?.dueAt ?? null, now.getTime()) : null;
  const from = run ?? since ?? now.getTime();
  let fired = 0;
  // What is judged when its window is over has nothing to be looked at before, nor has what looks at certain times only.
  const isToLookAt = compiled.rule.cron ? run !== null : isKnown || !isByClock(compiled);
  for (const source of isToLookAt ? sourcesOf(compiled, from) : []) {
    let after: string | null = "";
    while (after !== null) {
      const page: { after: string | null; fired: number } = await lookAtPage(scope, compiled, source, {
        ...{ since, run, after, now },
      });
      fired += page.fired;
      after = page.after;
    }
  }
  await setClock(scope, compiled, run ?? now.getTime());
  return fired;
}

/**
 * Looks at all that the clocks of a project's rules ask for: rules that were made or changed and not looked at since, and windows
 * that are over. @returns how many firings are new.
 */
export async function followClocks(scope: Scope, now: Date): Promise<number> {
  const { rulebook } = await loadPlaybook(scope);
  const all = [...rulebook.rules.values()];
  if (all.length === 0) return 0;
  const rows = await underLock(scope, (sql) =>
    listWholeStates(
      scope,
      sql,
      all.map(({ rule: { id: ruleId, environment } }) => ({ ruleId, environment })),
    ),
  );
  const clocks = new Map(rows.map(({ ruleId, state }) => [ruleId, readClock(state)]));
  let fired = 0;
  for (const compiled of all) {
    const clock = clocks.get(compiled.rule.id) ?? null;
    const isNew = clock?.revision !== compiled.rule.revision;
    const isDue = typeof clock?.dueAt === "number" && clock.dueAt <= now.getTime();
    if (isNew || isDue) fired += await lookAtRule(scope, compiled, clock, now);
  }
  return fired;
}
