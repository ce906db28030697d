import { and, count, eq, sql } from "drizzle-orm";
import { hotSql, type Transaction } from "@/db/client";
import { templates } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import { changePlaybook } from "@/lib/playbook/commands";
import { lastEditor } from "./queries";
import type { TemplateError, TemplateInput, TemplatePatch } from "./schema";

/** Most templates of one project: playbooks are held in memory whole. */
const maxTemplates = 500;

const ofScope = (scope: Scope) => eq(templates.projectId, scope.projectId);
const isOne = (scope: Scope, id: string) => and(ofScope(scope), eq(templates.id, id));

/** What the audit log keeps of a template. */
const audited = {
  eventType: templates.eventType,
  enabled: templates.enabled,
  body: templates.body,
  revision: templates.revision,
};

async function refuseTaken(tx: Transaction, scope: Scope, eventType: string): Promise<void> {
  const [taken] = await tx
    .select({ id: templates.id })
    .from(templates)
    .where(and(ofScope(scope), eq(templates.eventType, eventType)));
  if (!taken) return;
  const by = await lastEditor(tx, scope, taken.id);
  throw new AppError(
    "conflict",
    `${eventType} has a template already, last changed by ${by}. Change that one.`,
    {
      code: "template_exists",
      errors: [{ pointer: "/eventType", message: `has a template already (${taken.id})` }],
    },
  );
}

/**
 * Gives an event type the project's own wording.
 * @throws AppError `conflict` (template_exists) when it has one already.
 */
export async function createTemplate(scope: Scope, input: TemplateInput): Promise<{ id: string }> {
  const id = newId("template");
  return changePlaybook(scope, async (tx, record) => {
    await refuseTaken(tx, scope, input.eventType);
    const [held] = await tx.select({ count: count() }).from(templates).where(ofScope(scope));
    if (held && held.count >= maxTemplates) {
      throw new AppError("conflict", `A project holds up to ${maxTemplates} templates. Delete some.`, {
        code: "too_many_templates",
      });
    }
    await tx.insert(templates).values({ ...input, projectId: scope.projectId, id });
    await record({ action: "template.create", targetId: id, after: { ...input, revision: 1 } });
    return { id };
  });
}

/** Somebody else was faster. What they wrote must not be lost unseen. */
async function refuseStale(tx: Transaction, scope: Scope, id: string): Promise<never> {
  const by = await lastEditor(tx, scope, id);
  const detail = `It was changed meanwhile by ${by}. Load it anew to see how, or save over it.`;
  throw new AppError("conflict", detail, { code: "changed_meanwhile" });
}

/** Postgres keeps the keys of what it stores in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  );
}
const isSame = (left: unknown, right: unknown) =>
  JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

/**
 * Changes what the patch names; a change of the wording makes a new revision, any change forgets the last error. A patch that changes nothing
 * leaves no trace.
 * @throws AppError `not_found`, also for another project's id; `conflict` (changed_meanwhile) for an older revision.
 */
export async function updateTemplate(
  scope: Scope,
  id: string,
  { revision, ...patch }: TemplatePatch,
): Promise<void> {
  if (!isId("template", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select(audited).from(templates).where(isOne(scope, id)).for("update");
    if (!before) throw notFound();
    if (revision !== undefined && revision !== before.revision) await refuseStale(tx, scope, id);
    const { enabled = before.enabled, body = before.body } = patch;
    if (enabled === before.enabled && isSame(body, before.body)) return;
    const [after] = await tx
      .update(templates)
      .set({
        enabled,
        body,
        revision: isSame(body, before.body) ? before.revision : before.revision + 1,
        lastError: null,
        updatedAt: sql`now()`,
      })
      .where(isOne(scope, id))
      .returning(audited);
    await record({ action: "template.update", targetId: id, before, after });
  });
}

/** Goes back to the built-in wording. @throws AppError `not_found`, also for another project's id. */
export async function deleteTemplate(scope: Scope, id: string): Promise<void> {
  if (!isId("template", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.delete(templates).where(isOne(scope, id)).returning(audited);
    if (!before) throw notFound();
    await record({ action: "template.delete", targetId: id, before });
  });
}

/** A template that could not be used for an event. */
export type TemplateFailure = Pick<TemplateError, "message"> & {
  id: string;
  revision: number;
  eventId: string | null;
};

/**
 * Writes down of each template why it could not be used last, for its page. Nothing is decided by it, so the playbook
 * stays; a revision that came meanwhile is left alone.
 */
export async function noteFailures(
  scope: Scope,
  failures: readonly TemplateFailure[],
  now: Date,
): Promise<void> {
  const last = [...new Map(failures.map((failure) => [failure.id, failure])).values()];
  if (last.length === 0) return;
  const rows = last.map(({ id, revision, message, eventId }) => ({
    id,
    revision,
    error: { message, eventId, at: now.toISOString() },
  }));
  await hotSql()`
    update templates t set last_error = i.error
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as i(id text, revision int, error jsonb)
    where t.project_id = ${scope.projectId} and t.id = i.id and t.revision = i.revision`;
}
