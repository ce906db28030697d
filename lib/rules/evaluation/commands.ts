import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { loadPlaybook } from "@/lib/routing/queries";
import { loadCustomers } from "../facts/queries";
import { keepFired } from "../firings/commands";
import { dropChecks, dropDue, type KeptState, keepStates } from "../keeping/commands";
import { type Looked, loadFor, loadTypes } from "../loading/queries";
import type { RuleCustomer, RuleState } from "../observation";
import type { Rulebook } from "../rulebook";
import { seriesOf } from "../series/series";
import { calendarOf, ownerOf, type Subject } from "./asks";
import { judgePair, type Outcome } from "./judge";
import { isWhole, type Pair, type Pairs, pairIn, pairKey, pairsOfChecks } from "./pair";
import { listChecks, listDue, listStates, type StateRow } from "./queries";
import { type Beside, isWorthWriting, readBeside, readState, wakesAfter } from "./stored-state";
import { touchedAt, windowsFor, windowsToCome } from "./windows-for";

/** Most checks, and most states that are due, of one turn. */
const limits = { checks: 5_000, due: 2_000 } as const;

/** How long numbers of several customers as a whole are left alone once they were added up. */
const wholesEvery = 5_000;

/** One project's rules are looked at by one process at a time: what it reads is what it writes on. */
export async function underLock<T>(
  scope: Scope,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const done: { result: T }[] = [];
  await hotSql().begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`rules|${scope.projectId}`}, 0))`;
    done.push({ result: await work(sql) });
  });
  const [first] = done;
  if (!first) throw new Error("the transaction did not come to its end");
  return first.result;
}

/** A row that is there, read. */
type KnownState = { state: RuleState; beside: Beside; updatedAt: number };
type States = ReadonlyMap<string, KnownState>;

const readRows = (rows: readonly StateRow[]): States =>
  new Map(
    rows.map(({ ruleId, customerId, state, updatedAt }) => [
      pairKey(ruleId, customerId),
      { state: readState(state), beside: readBeside(state), updatedAt: updatedAt.getTime() },
    ]),
  );

/** Adding up many customers costs too much to be done for every change: it waits, and is due soon. */
const isCostly = ({ compiled: { rule }, customerId }: Pair) =>
  customerId === "" && (rule.scope.kind === "segment" || rule.signal.kind === "field");

function isTooSoon(pair: Pair, known: KnownState | undefined, now: number): boolean {
  // A time to look at does not come again.
  if (pair.run !== null) return false;
  return (
    isCostly(pair) && known !== undefined && now - known.updatedAt < wholesEvery && now >= known.updatedAt
  );
}

const postponed = (
  { compiled: { rule }, customerId }: Pair,
  { state, beside, updatedAt }: KnownState,
): KeptState => {
  const at = updatedAt + wholesEvery;
  const dueAt = Math.min(state.dueAt ?? at, at);
  return { ruleId: rule.id, environment: rule.environment, customerId, state: { ...state, dueAt }, beside };
};

type Customers = (environment: Environment, id: string) => RuleCustomer | null;

async function customersOf(
  scope: Scope,
  sql: postgres.TransactionSql,
  pairs: readonly Pair[],
): Promise<Customers> {
  const known = new Map<Environment, Map<string, RuleCustomer>>();
  for (const [environment, those] of Map.groupBy(pairs, ({ compiled }) => compiled.rule.environment)) {
    const ids = [...new Set(those.flatMap(({ customerId }) => (customerId === "" ? [] : customerId)))];
    const zones = those[0]?.compiled.zones;
    if (zones) known.set(environment, await loadCustomers(scope, sql, environment, ids, zones));
  }
  return (environment, id) => known.get(environment)?.get(id) ?? null;
}

type Judged = { pair: Pair; outcome: Outcome & { toCome: readonly number[] } };

const nothingBeside: Beside = { clock: null, wakes: [] };

/** What a pair's look came to, as it is to be kept; nothing where nothing needs to be. */
function keptOf(
  { pair, outcome: { state, toCome } }: Judged,
  known: KnownState | undefined,
  now: number,
): KeptState[] {
  const { compiled, customerId, dueSince } = pair;
  const { clock, wakes } = known?.beside ?? nothingBeside;
  const isNeeded =
    dueSince !== null ||
    toCome.length > 0 ||
    isCostly(pair) ||
    isWorthWriting(known?.state ?? null, state, now);
  if (!isNeeded) return [];
  const { id: ruleId, environment } = compiled.rule;
  // Several customers as a whole are looked at by their one state: its clock has had its turn with it.
  const isPast = clock !== null && clock.dueAt !== null && clock.dueAt <= now;
  const beside = {
    clock: isPast && isWhole(compiled) && !compiled.rule.cron ? { ...clock, dueAt: null } : clock,
    wakes: wakesAfter(wakes, toCome, now),
  };
  return [{ ruleId, environment, customerId, state, beside }];
}

/** A pair with what its numbers are read from, and the windows to look at. */
type LookedAt = Looked & { pair: Pair; toCome: readonly number[] };

async function subjectsOf(
  scope: Scope,
  sql: postgres.TransactionSql,
  ready: readonly Pair[],
  at: number,
): Promise<LookedAt[]> {
  const typesOf = await loadTypes(
    scope,
    sql,
    ready.map(({ compiled }) => compiled),
  );
  const customers = await customersOf(scope, sql, ready);
  const touched = touchedAt(at);
  return ready.map((pair) => {
    const { compiled, customerId } = pair;
    const { rule } = compiled;
    const subject: Subject = {
      ...{ compiled, customerId, now: at, owner: ownerOf(compiled, customerId) },
      customer: customerId === "" ? null : customers(rule.environment, customerId),
      series: seriesOf(rule.signal, typesOf(rule)),
    };
    const calendar = calendarOf(subject);
    const toCome = windowsToCome(pair, at, calendar);
    return { pair, subject, toCome, windows: windowsFor(pair, at, calendar, touched) };
  });
}

/**
 * Looks at these pairs and keeps what it comes to: how they stand, and what there is to tell. All numbers are loaded set-wise;
 * what it costs grows with the pairs, not with the readings behind them.
 * @returns how many firings are new.
 */
export async function lookAtPairs(
  scope: Scope,
  sql: postgres.TransactionSql,
  pairs: readonly Pair[],
  now: Date,
): Promise<number> {
  if (pairs.length === 0) return 0;
  const at = now.getTime();
  const states = readRows(
    await listStates(
      scope,
      sql,
      pairs.map(({ compiled: { rule }, customerId }) => {
        return { ruleId: rule.id, environment: rule.environment, customerId };
      }),
    ),
  );
  const knownOf = ({ key }: Pair) => states.get(key);
  const waiting = new Set(pairs.filter((pair) => isTooSoon(pair, knownOf(pair), at)));
  const ready = waiting.size === 0 ? pairs : pairs.filter((pair) => !waiting.has(pair));
  const looked = await subjectsOf(scope, sql, ready, at);
  const loaded = await loadFor(scope, sql, looked);
  const outcomes = looked.map(({ pair, subject, toCome, windows }): Judged => {
    const judged = judgePair(pair, subject, windows, knownOf(pair)?.state ?? null, loaded);
    return { pair, outcome: { ...judged, toCome } };
  });
  const kept = outcomes.flatMap((judged) => keptOf(judged, knownOf(judged.pair), at));
  const later = [...waiting].flatMap((pair) => {
    const known = knownOf(pair);
    return known ? [postponed(pair, known)] : [];
  });
  await keepStates(scope, sql, [...kept, ...later]);
  return keepFired(
    scope,
    sql,
    outcomes.flatMap(({ outcome }) => outcome.fired),
  );
}

/** States that are due, as pairs. Those of rules that are off or watch another environment now are due for nothing. */
async function pairsOfDue(
  scope: Scope,
  sql: postgres.TransactionSql,
  rulebook: Rulebook,
  pairs: Pairs,
  rows: readonly StateRow[],
): Promise<void> {
  const lost = rows.filter(({ ruleId, environment }) => {
    return rulebook.rules.get(ruleId)?.rule.environment !== environment;
  });
  await dropDue(scope, sql, lost);
  for (const { ruleId, customerId, dueAt, environment } of rows) {
    const compiled = rulebook.rules.get(ruleId);
    const isOwn = compiled && (customerId !== "" || isWhole(compiled));
    if (!isOwn || compiled.rule.environment !== environment || !dueAt) continue;
    pairIn(pairs, compiled, customerId).dueSince = dueAt.getTime();
  }
}

export type Turn = {
  /** How many checks and states that were due were looked at. */
  looked: number;
  fired: number;
  /** Whether as many were found as one turn takes, so that there may be more. */
  hasMore: boolean;
};

/**
 * One turn of a project: takes the checks that wait and the states that are due, looks at them, keeps what it comes to and takes
 * the checks away, all in one transaction. However many processes do so at once, each change is looked at once.
 */
export async function takeTurn(scope: Scope, now: Date): Promise<Turn> {
  const { rulebook } = await loadPlaybook(scope);
  return underLock(scope, async (sql) => {
    const checks = await listChecks(scope, sql, limits.checks);
    const due = await listDue(scope, sql, now, limits.due);
    const pairs: Pairs = new Map();
    pairsOfChecks(pairs, rulebook, checks);
    await pairsOfDue(scope, sql, rulebook, pairs, due);
    const fired = await lookAtPairs(scope, sql, [...pairs.values()], now);
    await dropChecks(scope, sql, checks);
    const hasMore = checks.length === limits.checks || due.length === limits.due;
    return { looked: checks.length + due.length, fired, hasMore };
  });
}
