import { and, desc, eq } from "drizzle-orm";
import type { KeyMode, KeyScope } from "@/db/enums";
import { apiKeys, projects, users } from "@/db/schema";
import { inScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";

export type ProjectItem = { id: string; slug: string; name: string; timeZone: string; createdAt: Date };

const projectColumns = {
  id: projects.id,
  slug: projects.slug,
  name: projects.name,
  timeZone: projects.timeZone,
  createdAt: projects.createdAt,
};

/** The project itself. @throws AppError 404. */
export async function getProject(scope: Scope): Promise<ProjectItem> {
  const [project] = await inScope(scope, (tx) =>
    tx
      .select(projectColumns)
      .from(projects)
      .where(and(eq(projects.id, scope.projectId), eq(projects.organizationId, scope.organizationId))),
  );
  if (!project) throw notFound();
  return project;
}

export type ApiKeyItem = {
  id: string;
  name: string;
  mode: KeyMode;
  scopes: KeyScope[];
  /** Mode and the first characters: enough to recognise it, never enough to use it. */
  start: string;
  createdBy: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** A project's API keys, newest first, also those that are revoked or past. */
export async function listApiKeys(scope: Scope): Promise<ApiKeyItem[]> {
  return inScope(scope, (tx) =>
    tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        mode: apiKeys.mode,
        scopes: apiKeys.scopes,
        start: apiKeys.start,
        createdBy: users.email,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
        expiresAt: apiKeys.expiresAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .leftJoin(users, eq(users.id, apiKeys.createdBy))
      .where(and(eq(apiKeys.projectId, scope.projectId), eq(apiKeys.organizationId, scope.organizationId)))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)),
  );
}
