import { and, count, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations, rules } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import { changePlaybook, type RecordChange } from "@/lib/playbook/commands";
import { incoherences, parseRulePatch } from "./coherent";
import { endAlarms } from "./endings/commands";
import { definitionOf, watchesAnew } from "./patch";
import { incoherentRule, maxRules, ruleNameTaken, tooManyRules, unknownDestinations } from "./refusals";
import { type Rule, type RuleInput, ruleDefinition } from "./schema";
import { signalKey } from "./signal";

const ofScope = (scope: Scope) => eq(rules.projectId, scope.projectId);
const isOne = (scope: Scope, id: string) => and(ofScope(scope), eq(rules.id, id));

async function refuseTakenName(tx: Transaction, scope: Scope, name: string, ownId = ""): Promise<void> {
  const [taken] = await tx
    .select({ name: rules.name })
    .from(rules)
    .where(and(ofScope(scope), sql`lower(${rules.name}) = lower(${name})`, ne(rules.id, ownId)));
  if (taken) throw ruleNameTaken(taken.name);
}

async function refuseUnknownDestinations(
  tx: Transaction,
  scope: Scope,
  recipients: RuleInput["destinations"],
): Promise<void> {
  const ids = recipients.map(({ destinationId }) => destinationId).filter((id) => isId("destination", id));
  const found =
    ids.length === 0
      ? []
      : await tx
          .select({ id: destinations.id })
          .from(destinations)
          .where(and(eq(destinations.projectId, scope.projectId), inArray(destinations.id, ids)));
  const known = new Set(found.map(({ id }) => id));
  const unknown = recipients.flatMap(({ destinationId }, at) => (known.has(destinationId) ? [] : [at]));
  if (unknown.length > 0) throw unknownDestinations(unknown);
}

function refuseIncoherent(rule: RuleInput): void {
  const errors = incoherences(rule);
  if (errors.length > 0) throw incoherentRule(errors);
}

async function refuseTooMany(tx: Transaction, scope: Scope, more: number): Promise<void> {
  const [held] = await tx.select({ count: count() }).from(rules).where(ofScope(scope));
  if (held && held.count + more > maxRules) throw tooManyRules();
}

async function insertRule(
  tx: Transaction,
  scope: Scope,
  record: RecordChange,
  input: RuleInput,
): Promise<string> {
  const id = newId("rule");
  const { name, description, enabled } = input;
  const definition = definitionOf(input);
  await tx.insert(rules).values({
    ...{ id, name, description, enabled, definition },
    projectId: scope.projectId,
    signalKey: signalKey(input.signal),
  });
  await record({ action: "rule.create", targetId: id, after: input });
  return id;
}

/**
 * Adds a rule; it watches from now on.
 * @throws AppError `conflict` when the name is taken or there are too many; `invalid` for parts that do not go together, and
 *   (/destinations/n/destinationId) for a destination of no or another project.
 */
export async function createRule(scope: Scope, input: RuleInput): Promise<{ id: string }> {
  refuseIncoherent(input);
  return changePlaybook(scope, async (tx, record) => {
    await refuseTooMany(tx, scope, 1);
    await refuseTakenName(tx, scope, input.name);
    await refuseUnknownDestinations(tx, scope, input.destinations);
    return { id: await insertRule(tx, scope, record, input) };
  });
}

const audited = {
  id: rules.id,
  name: rules.name,
  description: rules.description,
  enabled: rules.enabled,
  definition: rules.definition,
  revision: rules.revision,
  watchesSince: rules.watchesSince,
};
type Row = Pick<typeof rules.$inferSelect, keyof typeof audited>;

/** @throws when the stored definition is not of this version, which a change must not overwrite unseen. */
function ruleOf({ definition, ...row }: Row): Rule {
  return { ...ruleDefinition.parse(definition), ...row };
}

const inputOf = ({ id: _i, revision: _r, watchesSince: _w, ...input }: Rule): RuleInput => input;

async function lockRule(tx: Transaction, scope: Scope, id: string): Promise<Rule> {
  const [row] = await tx.select(audited).from(rules).where(isOne(scope, id)).for("update");
  if (!row) throw notFound();
  return ruleOf(row);
}

/** One text for equal rules: the schema has put keys into its own order, and a patch may have put them into another. */
const textOf = (rule: RuleInput) => JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)));

async function writeRule(
  tx: Transaction,
  scope: Scope,
  record: RecordChange,
  before: Rule,
  after: RuleInput,
) {
  const known = inputOf(before);
  const [was, is] = [definitionOf(known), definitionOf(after)];
  const isAnew = watchesAnew(known, after);
  const isOff = before.enabled && !after.enabled;
  const begins = after.enabled && (isAnew || !before.enabled);
  const isChanged = textOf({ ...known, ...was }) !== textOf({ ...known, ...is });
  if (isAnew || isOff) await endAlarms(tx, scope, before, new Date());
  await tx
    .update(rules)
    .set({
      name: after.name,
      description: after.description,
      enabled: after.enabled,
      definition: is,
      signalKey: signalKey(after.signal),
      ...(isChanged ? { revision: before.revision + 1 } : {}),
      ...(begins ? { watchesSince: sql`now()` } : {}),
      updatedAt: sql`now()`,
    })
    .where(isOne(scope, before.id));
  await record({ action: "rule.update", targetId: before.id, before: known, after });
}

/** Whether anything is another rule now, and the rule as it is. */
type Change = { isChanged: boolean; rule: RuleInput };

function patched(known: RuleInput, patch: unknown): RuleInput {
  const parsed = parseRulePatch(known, patch);
  if (!parsed.ok) throw incoherentRule(parsed.errors);
  return parsed.rule;
}

/**
 * Changes what the patch names. A patch that changes nothing leaves no trace. A rule that is switched off or looks at something else
 * closes its cases; one that is switched on again, or looks at something else, watches from now on.
 * @throws AppError `not_found`, also for another project's id; `conflict` and `invalid` as createRule.
 */
export async function updateRule(
  scope: Scope,
  id: string,
  patch: Readonly<Record<string, unknown>>,
): Promise<Change> {
  if (!isId("rule", id)) throw notFound();
  return changePlaybook(scope, async (tx, record) => {
    const before = await lockRule(tx, scope, id);
    const known = inputOf(before);
    const after = patched(known, patch);
    if (textOf(known) === textOf(after)) return { isChanged: false, rule: known };
    if (after.name !== known.name) await refuseTakenName(tx, scope, after.name, id);
    if (patch.destinations !== undefined) await refuseUnknownDestinations(tx, scope, after.destinations);
    await writeRule(tx, scope, record, before, after);
    return { isChanged: true, rule: after };
  });
}

/** Switches a rule on or off. @throws AppError `not_found`, also for another project's id. */
export const setRuleEnabled = (scope: Scope, id: string, enabled: boolean) =>
  updateRule(scope, id, { enabled });

/**
 * Deletes a rule and closes its cases. What it told stays in the log.
 * @throws AppError `not_found`, also for another project's id.
 */
export async function deleteRule(scope: Scope, id: string): Promise<void> {
  if (!isId("rule", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [row] = await tx.select(audited).from(rules).where(isOne(scope, id)).for("update");
    if (!row) throw notFound();
    const definition = ruleDefinition.safeParse(row.definition);
    // One that this version does not understand has told nothing by it, and can still be deleted.
    if (definition.success) await endAlarms(tx, scope, { ...definition.data, ...row }, new Date());
    await tx.delete(rules).where(isOne(scope, id));
    await record({ action: "rule.delete", targetId: id, before: row });
  });
}

/** What became of each rule of a file, in its order. */
export type StoredRules = { created: string[]; updated: string[]; unchanged: string[] };

async function idsByName(tx: Transaction, scope: Scope): Promise<Map<string, string>> {
  const rows = await tx.select({ id: rules.id, name: rules.name }).from(rules).where(ofScope(scope));
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
}

/**
 * Makes the project's rules of these names what a file says, or adds them; rules of other names stay. All of them or none. The same
 * file again changes nothing.
 * @throws AppError as createRule.
 */
export async function storeRules(scope: Scope, inputs: readonly RuleInput[]): Promise<StoredRules> {
  for (const input of inputs) refuseIncoherent(input);
  return changePlaybook(scope, async (tx, record) => {
    const known = await idsByName(tx, scope);
    const stored: StoredRules = { created: [], updated: [], unchanged: [] };
    const isNew = (input: RuleInput) => !known.has(input.name.toLowerCase());
    await refuseTooMany(tx, scope, inputs.filter(isNew).length);
    await refuseUnknownDestinations(
      tx,
      scope,
      inputs.flatMap((input) => input.destinations),
    );
    for (const input of inputs) {
      const id = known.get(input.name.toLowerCase());
      if (id === undefined) {
        stored.created.push(await insertRule(tx, scope, record, input));
        continue;
      }
      const before = await lockRule(tx, scope, id);
      const isSame = textOf(inputOf(before)) === textOf(input);
      if (!isSame) await writeRule(tx, scope, record, before, input);
      stored[isSame ? "unchanged" : "updated"].push(id);
    }
    return stored;
  });
}
