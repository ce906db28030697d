import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import type { Window } from "@/lib/meters/windows";
import { takesType } from "@/lib/routing/event-type";
import type { CompiledRule } from "../compile";
import { compileCustomerFilter } from "../customer-filter";
import {
  balanceSpans,
  comparedSpans,
  daysBack,
  fieldsOf,
  pastOf,
  type Subject,
  segmentRuleOf,
  wholeSpan,
  windowSpan,
} from "../evaluation/asks";
import type { Loaded } from "../evaluation/observe";
import { loadPast } from "../facts/queries";
import { type Edges, listCountedTypes, loadEdges, loadSpans } from "../series/queries";
import { keyOfSpan, type Span, type SpanAsk } from "../series/series";
import {
  listMembers,
  type Members,
  stampOfCustomers,
  sumField,
  sumFieldAt,
  sumMembers,
} from "../wholes/queries";

/** Someone to look at, and the windows to look at. */
export type Looked = { subject: Subject; windows: readonly (Window | null)[] };

const day = 86_400_000;

/** The types that the patterns of rules stand for, by environment and pattern. A type that nothing came of counts nothing. */
export async function loadTypes(
  scope: Scope,
  sql: postgres.TransactionSql,
  rules: Iterable<CompiledRule>,
): Promise<(rule: CompiledRule["rule"]) => string[]> {
  const known = new Map<Environment, string[]>();
  for (const { rule } of rules) {
    const isPattern = rule.signal.kind === "events" && rule.signal.eventType.endsWith("*");
    if (isPattern && !known.has(rule.environment))
      known.set(rule.environment, await listCountedTypes(scope, sql, rule.environment));
  }
  return ({ signal, environment }) => {
    if (signal.kind !== "events") return [];
    const { eventType: pattern } = signal;
    return pattern.endsWith("*")
      ? (known.get(environment) ?? []).filter((type) => takesType(pattern, type))
      : [pattern];
  };
}

/** Who belongs to a segment, remembered for as long as no customer has changed, whichever process changed it. */
const memberships = new WeakMap<CompiledRule, { stamp: string; ids: readonly string[] }>();

async function membersOf(
  scope: Scope,
  sql: postgres.TransactionSql,
  { compiled }: Subject,
): Promise<readonly string[]> {
  const { rule, zones } = compiled;
  const stamp = await stampOfCustomers(scope, sql, rule.environment);
  const known = memberships.get(compiled);
  if (known?.stamp === stamp) return known.ids;
  const isMember = compileCustomerFilter(rule.scope.kind === "segment" ? rule.scope.filter : null, undefined);
  const ids = await listMembers(scope, sql, rule.environment, zones, (one) => isMember(one, null, null).ok);
  memberships.set(compiled, { stamp, ids });
  return ids;
}

type Fetched = { spans: Map<string, Span>; edges: Map<string, Edges> };

/** Segments have no series of their own: each is added up from its customers. They are few, and looked at every few seconds at most. */
async function addSegments(
  scope: Scope,
  sql: postgres.TransactionSql,
  asks: readonly SpanAsk[],
  subjects: ReadonlyMap<string, Subject>,
  put: (key: string, found: Span & { firstAt: number }) => void,
): Promise<void> {
  for (const [key, ask] of new Map(asks.map((ask) => [keyOfSpan(ask), ask]))) {
    const subject = subjects.get(ask.customerId);
    if (!subject) continue;
    const members = await membersOf(scope, sql, subject);
    const found = members.length > 0 ? await sumMembers(scope, sql, { ...ask, members }) : null;
    if (found) put(key, found);
  }
}

const isOfSegment = ({ customerId }: SpanAsk) => segmentRuleOf(customerId) !== undefined;

function firstAsks({ subject, windows }: Looked): SpanAsk[] {
  const { condition, signal } = subject.compiled.rule;
  if (signal.kind === "balance") return balanceSpans(subject);
  if (condition.kind === "absent") return [];
  return windows.flatMap((window) =>
    window ? [windowSpan(subject, window) ?? [], comparedSpans(subject, window)].flat() : [],
  );
}

/** When a series began and ended matters for absence, for means over windows before, and where a window is empty. */
function edgeAsks({ subject, windows }: Looked, spans: ReadonlyMap<string, Span>): SpanAsk[] {
  const { condition } = subject.compiled.rule;
  if (condition.kind === "absent") return [wholeSpan(subject) ?? []].flat();
  return windows.flatMap((window) => {
    const ask = window && windowSpan(subject, window);
    const isNeeded = ask && (condition.kind === "change" || !spans.has(keyOfSpan(ask)));
    return isNeeded ? [ask] : [];
  });
}

async function loadSeries(
  scope: Scope,
  sql: postgres.TransactionSql,
  looked: readonly Looked[],
): Promise<Fetched> {
  const segments = new Map(
    looked.flatMap(({ subject }) =>
      segmentRuleOf(subject.owner) === undefined ? [] : [[subject.owner, subject]],
    ),
  );
  const asks = looked.flatMap(firstAsks);
  const spans = await loadSpans(
    scope,
    sql,
    asks.filter((ask) => !isOfSegment(ask)),
  );
  await addSegments(scope, sql, asks.filter(isOfSegment), segments, (key, span) => spans.set(key, span));
  const further = looked.flatMap((one) => edgeAsks(one, spans));
  const edges = await loadEdges(
    scope,
    sql,
    further.filter((ask) => !isOfSegment(ask)),
  );
  for (const ask of further.filter(isOfSegment))
    await addSegments(
      scope,
      sql,
      [{ ...ask, start: 0, key: keyOfSpan(ask) }],
      segments,
      (_key, { firstAt, lastAt }) => edges.set(keyOfSpan(ask), { firstAt, lastAt }),
    );
  return { spans, edges };
}

/** A number of several customers added up: as it is, and as it was so many days ago where it is compared with that. */
async function loadWholes(scope: Scope, sql: postgres.TransactionSql, looked: readonly Looked[]) {
  const wholes = new Map<string, { value: string | null; compared: string | null }>();
  for (const { subject } of looked) {
    const { compiled, customerId, now } = subject;
    const { signal, scope: whose, environment, id } = compiled.rule;
    if (signal.kind !== "field" || customerId !== "") continue;
    const members: Members = whose.kind === "segment" ? await membersOf(scope, sql, subject) : null;
    const of = { environment, field: signal.field, currency: signal.currency, members };
    const days = daysBack(compiled);
    wholes.set(id, {
      value: await sumField(scope, sql, of),
      compared: days ? await sumFieldAt(scope, sql, of, new Date(now - days * day)) : null,
    });
  }
  return wholes;
}

/** Everything that these looks need, in a few statements however many they are. */
export async function loadFor(
  scope: Scope,
  sql: postgres.TransactionSql,
  looked: readonly Looked[],
): Promise<Loaded> {
  const { spans, edges } = await loadSeries(scope, sql, looked);
  const pasts = looked.flatMap(({ subject }) =>
    subject.customerId === "" ? [] : fieldsOf(subject.compiled).map((field) => pastOf(subject, field)),
  );
  const past = await loadPast(scope, sql, pasts);
  return { spans, edges, past, wholes: await loadWholes(scope, sql, looked) };
}
