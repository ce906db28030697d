import { and, asc, desc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { apiKeys, auditEntries, templates, users } from "@/db/schema";
import { inScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import { type TemplateBody, type TemplateError, templateErrorSchema, templateShape } from "./schema";

/** A project's own wording of one event type. */
export type TemplateItem = {
  id: string;
  eventType: string;
  enabled: boolean;
  body: TemplateBody;
  revision: number;
  lastError: TemplateError | null;
  createdAt: Date;
  updatedAt: Date;
};

const ofScope = (scope: Scope) => eq(templates.projectId, scope.projectId);

const columns = {
  id: templates.id,
  eventType: templates.eventType,
  enabled: templates.enabled,
  body: templates.body,
  revision: templates.revision,
  lastError: templates.lastError,
  createdAt: templates.createdAt,
  updatedAt: templates.updatedAt,
};

type Row = Omit<TemplateItem, "body" | "lastError"> & { body: unknown; lastError: unknown };

function itemOf({ body, lastError, ...row }: Row): TemplateItem {
  return {
    ...row,
    body: templateShape.parse(body),
    lastError: templateErrorSchema.nullable().parse(lastError),
  };
}

/** Most rows of one page. */
export const maxPage = 100;

/** All of a project's templates by event type, one page a time; the cursor is the last event type of the page before. */
export async function listTemplates(
  scope: Scope,
  { cursor, limit: wanted = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<{ items: TemplateItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(wanted, 1), maxPage);
  const isAfter = cursor === undefined ? undefined : gt(templates.eventType, cursor);
  const rows = await inScope(scope, (tx) =>
    tx
      .select(columns)
      .from(templates)
      .where(and(ofScope(scope), isAfter))
      .orderBy(asc(templates.eventType))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map(itemOf);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.eventType ?? null) : null };
}

/** Which types a project has its own wording of, and how each is doing. */
export async function listCustomised(
  scope: Scope,
): Promise<{ eventType: string; enabled: boolean; lastError: TemplateError | null }[]> {
  const rows = await inScope(scope, (tx) =>
    tx
      .select({
        eventType: templates.eventType,
        enabled: templates.enabled,
        lastError: templates.lastError,
      })
      .from(templates)
      .where(ofScope(scope))
      .orderBy(asc(templates.eventType)),
  );
  return z
    .array(
      z.object({ eventType: z.string(), enabled: z.boolean(), lastError: templateErrorSchema.nullable() }),
    )
    .parse(rows);
}

/** One template. @throws AppError `not_found`, also for another project's id. */
export async function getTemplate(scope: Scope, id: string): Promise<TemplateItem> {
  if (!isId("template", id)) throw notFound();
  const [row] = await inScope(scope, (tx) =>
    tx
      .select(columns)
      .from(templates)
      .where(and(ofScope(scope), eq(templates.id, id))),
  );
  if (!row) throw notFound();
  return itemOf(row);
}

/** The template of one event type; undefined while the built-in wording is used. */
export async function findTemplate(scope: Scope, eventType: string): Promise<TemplateItem | undefined> {
  const [row] = await inScope(scope, (tx) =>
    tx
      .select(columns)
      .from(templates)
      .where(and(ofScope(scope), eq(templates.eventType, eventType))),
  );
  return row && itemOf(row);
}

/** Who changed a thing last, by the audit log: an e-mail address, a key's name, or Bellwire itself. */
export async function lastEditor(tx: Transaction, scope: Scope, targetId: string): Promise<string> {
  const [entry] = await tx
    .select({ email: users.email, key: apiKeys.name })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.actorId))
    .leftJoin(apiKeys, eq(apiKeys.id, auditEntries.actorId))
    .where(and(eq(auditEntries.projectId, scope.projectId), eq(auditEntries.targetId, targetId)))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return entry?.email ?? (entry?.key ? `the API key “${entry.key}”` : "somebody");
}
