import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Environment } from "@/db/enums";
import { customerSettings, customers } from "@/db/schema";
import { inScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { chunksOf } from "@/lib/chunks";
import { notFound } from "@/lib/errors";
import { listCustomerEvents } from "@/lib/events/queries";
import { changePlaybook } from "@/lib/playbook/commands";
import { loadPlaybook } from "@/lib/routing/queries";
import { askForChecks, lookAtRulesAnew } from "@/lib/rules/checks/commands";
import { checksOfFacts, type WatchedFacts } from "@/lib/rules/checks/watched";
import { customerFromEvent } from "./from-event";
import { instantOfCommand, type Merged, mergeFacts, type NumericChange, replacingFacts } from "./merge";
import type { CustomerFacts, KnownCustomer } from "./profile";
import { columnsOf, knownOf } from "./row";
import type { Said } from "./schema";
import { type CustomerSettings, readCustomerSettings } from "./settings";

/** A number of a customer that is another one now: what rules watch. */
export type CustomerChange = NumericChange & { environment: Environment; customerId: string };

/** Facts with the environment that they are of. */
export type PlacedFacts = CustomerFacts & { environment: Environment };

/** Rows of one statement. */
const chunkSize = 1_000;

type Told = { id: string } & Pick<Merged, "known" | "isMoved" | "points">;

const isOf = (scope: Scope, environment: Environment, ids: readonly string[]) =>
  and(
    eq(customers.projectId, scope.projectId),
    eq(customers.environment, environment),
    inArray(customers.id, [...ids]),
  );

/** Makes sure of the rows and holds them, in the order of their ids, so that two batches never wait for each other in a ring. */
async function holdCustomers(
  tx: Transaction,
  scope: Scope,
  environment: Environment,
  ids: readonly string[],
): Promise<{ known: Map<string, KnownCustomer>; made: string[] }> {
  const made = await tx.execute<{ id: string }>(sql`
    insert into customers (project_id, environment, id)
    select ${scope.projectId}, ${environment}, id from json_array_elements_text(${JSON.stringify(ids)}::text::json) as id
    order by id collate "C"
    on conflict do nothing returning id`);
  const held = await tx
    .select()
    .from(customers)
    .where(isOf(scope, environment, ids))
    .orderBy(asc(customers.id))
    .for("update");
  return { known: new Map(held.map((row) => [row.id, knownOf(row)])), made: made.map(({ id }) => id) };
}

async function storeCustomers(
  tx: Transaction,
  scope: Scope,
  environment: Environment,
  told: readonly Told[],
): Promise<void> {
  const moved = told.filter(({ isMoved }) => isMoved);
  const rows = JSON.stringify(moved.map(({ id, known }) => columnsOf(id, known)));
  if (moved.length > 0)
    await tx.execute(sql`
    update customers c set
      name = i.name, email = i.email, domain = i.domain, url = i.url, tier = i.tier, mrr_amount = i."mrrAmount",
      mrr_currency = i."mrrCurrency", owner_email = i."ownerEmail", owner_name = i."ownerName",
      health_score = i."healthScore", sentiment_score = i."sentimentScore", churn_probability = i."churnProbability",
      engagement = i.engagement, renewal_on = i."renewalOn", contract_started_on = i."contractStartedOn",
      last_interaction_at = i."lastInteractionAt", excluded = i.excluded, attributes = i.attributes,
      facts_at = i."factsAt", updated_at = now()
    from json_to_recordset(${rows}::text::json) as i(
      id text, name text, email text, domain text, url text, tier text, "mrrAmount" numeric, "mrrCurrency" text,
      "ownerEmail" text, "ownerName" text, "healthScore" numeric, "sentimentScore" numeric, "churnProbability" numeric,
      engagement numeric, "renewalOn" date, "contractStartedOn" date, "lastInteractionAt" timestamptz, excluded boolean,
      attributes jsonb, "factsAt" jsonb)
    where c.project_id = ${scope.projectId} and c.environment = ${environment} and c.id = i.id`);
  const points = told.flatMap(({ id, points }) => points.map((point) => ({ ...point, id })));
  if (points.length === 0) return;
  await tx.execute(sql`
    insert into customer_history (project_id, environment, customer_id, field, at, source, value, currency)
    select ${scope.projectId}, ${environment}, i.id, i.field, i.at, i.source, i.value, i.currency
    from json_to_recordset(${JSON.stringify(points)}::text::json) as i(
      id text, field text, at timestamptz, source text, value numeric, currency text)
    on conflict do nothing`);
}

type Say = (id: string, known: KnownCustomer) => readonly CustomerFacts[];

type Telling = { environment: Environment; ids: readonly string[]; say: Say };

/** Merges what is said of each of these customers into what is known, and asks the rules that watch it, in one transaction. */
async function tellCustomers(
  tx: Transaction,
  scope: Scope,
  watched: WatchedFacts,
  { environment, ids, say }: Telling,
): Promise<CustomerChange[]> {
  const { known, made } = await holdCustomers(tx, scope, environment, ids);
  const merged = [...known].map(([id, before]) => ({ id, before, ...mergeFacts(before, say(id, before)) }));
  await storeCustomers(tx, scope, environment, merged);
  const told = merged.map(({ id, before, known: after }) => ({ id, before, after }));
  await askForChecks(tx, scope, checksOfFacts(watched, { environment, told, made, now: new Date() }));
  return merged.flatMap(({ id: customerId, changes }) =>
    changes.map((change) => ({ ...change, environment, customerId })),
  );
}

const sortedIds = (facts: Iterable<string>) => [...new Set(facts)].sort();

/**
 * Takes in what a batch says of customers: set-wise, and any order, batching or repetition comes to the same customers.
 * Customers that are new are made. @returns the numbers that changed.
 */
export async function noteCustomers(scope: Scope, facts: readonly PlacedFacts[]): Promise<CustomerChange[]> {
  const changes: CustomerChange[] = [];
  const watched = { ...(await loadPlaybook(scope)), seesUnknown: true };
  for (const [environment, those] of Map.groupBy(facts, (fact) => fact.environment)) {
    const byId = Map.groupBy(those, ({ id }) => id);
    for (const ids of chunksOf(sortedIds(byId.keys()), chunkSize)) {
      const told = await inScope(scope, (tx) =>
        tellCustomers(tx, scope, watched, { environment, ids, say: (id) => byId.get(id) ?? [] }),
      );
      changes.push(...told);
    }
  }
  return changes;
}

/**
 * Takes in what these events say of their customers. Reads them by id, decided or not, so that it can be repeated until it
 * succeeds. @returns the numbers that changed.
 */
export async function noteCustomersOfEvents(
  scope: Scope,
  eventIds: readonly string[],
): Promise<CustomerChange[]> {
  const events = await listCustomerEvents(scope, eventIds);
  const facts = events.flatMap((event) => {
    const said = customerFromEvent(event);
    return said ? [{ ...said, environment: event.environment }] : [];
  });
  return facts.length === 0 ? [] : noteCustomers(scope, facts);
}

type Target = { environment: Environment; id: string; now: Date };

/** Makes a customer exactly what is said, or makes it; what is not said is cleared. */
export async function replaceCustomer(
  scope: Scope,
  { environment, id, now }: Target,
  said: Said,
): Promise<{ isNew: boolean; changes: CustomerChange[] }> {
  const watched = await loadPlaybook(scope);
  const say: Say = (_, known) => [
    { id, at: instantOfCommand(known, now), source: "api", ...replacingFacts(known, said) },
  ];
  return inScope(scope, async (tx) => {
    const [existing] = await tx
      .select({ id: customers.id })
      .from(customers)
      .where(isOf(scope, environment, [id]));
    const changes = await tellCustomers(tx, scope, watched, { environment, ids: [id], say });
    return { isNew: existing === undefined, changes };
  });
}

/** Changes what is said and nothing else; null clears. @throws AppError 404. */
export async function patchCustomer(
  scope: Scope,
  { environment, id, now }: Target,
  said: Said,
): Promise<CustomerChange[]> {
  const watched = await loadPlaybook(scope);
  const say: Say = (_, known) => [{ id, at: instantOfCommand(known, now), source: "api", ...said }];
  return inScope(scope, async (tx) => {
    const [existing] = await tx
      .select({ id: customers.id })
      .from(customers)
      .where(isOf(scope, environment, [id]));
    if (!existing) throw notFound();
    return tellCustomers(tx, scope, watched, { environment, ids: [id], say });
  });
}

/**
 * Merges the rows of a file into the customers, making those that are new. A thousand at a time are stored together; repeating
 * a file that was broken off comes to the same. @returns how many were new and what changed.
 */
export async function importCustomers(
  scope: Scope,
  { environment, now }: Omit<Target, "id">,
  rows: ReadonlyMap<string, Said>,
): Promise<{ created: number; changes: CustomerChange[] }> {
  let created = 0;
  const changes: CustomerChange[] = [];
  const watched = await loadPlaybook(scope);
  const say: Say = (id, before) => {
    const said = rows.get(id);
    return said ? [{ id, at: instantOfCommand(before, now), source: "import", ...said }] : [];
  };
  for (const ids of chunksOf(sortedIds(rows.keys()), chunkSize)) {
    const told = await inScope(scope, async (tx) => {
      const known = await tx
        .select({ id: customers.id })
        .from(customers)
        .where(isOf(scope, environment, ids));
      created += ids.length - known.length;
      return tellCustomers(tx, scope, watched, { environment, ids, say });
    });
    changes.push(...told);
  }
  return { created, changes };
}

/** Changes how the project reads its customers; what is not named stays. */
export async function updateCustomerSettings(
  scope: Scope,
  patch: { [Key in keyof CustomerSettings]?: CustomerSettings[Key] | undefined },
): Promise<CustomerSettings> {
  const { projectId } = scope;
  return changePlaybook(scope, async (tx, record) => {
    await tx.insert(customerSettings).values({ projectId, settings: {} }).onConflictDoNothing();
    const [stored] = await tx
      .select()
      .from(customerSettings)
      .where(eq(customerSettings.projectId, projectId))
      .for("update");
    const before = readCustomerSettings(stored?.settings);
    const after = readCustomerSettings({ ...before, ...patch });
    await tx
      .update(customerSettings)
      .set({ settings: after, updatedAt: sql`now()` })
      .where(eq(customerSettings.projectId, projectId));
    // Rules look at zones: they are loaded anew, and look at everybody by the new bounds.
    await record({ action: "customer_settings.update", targetId: projectId, before, after });
    if (JSON.stringify(before.zones) !== JSON.stringify(after.zones)) await lookAtRulesAnew(tx, scope);
    return after;
  });
}
