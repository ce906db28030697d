import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { makeKey } from "@/lib/auth/key-format";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/id";
import type { Stack } from "./stack";

/** A project of a test's own, with keys. What it does disturbs nobody else's lanes or counts. */
export type Tenant = {
  organizationId: string;
  organizationSlug: string;
  projectId: string;
  projectSlug: string;
  /** May do everything. */
  apiKey: string;
};

type KeyOptions = {
  mode?: "live" | "test";
  scopes?: readonly ("events:write" | "read" | "config:write")[];
  expiresAt?: Date;
  revokedAt?: Date;
};

/** Runs statements on a stack's database, and leaves it. */
export async function withDatabase<T>(
  databaseUrl: string,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A key of that project, as the console would have made it. */
export async function makeApiKey(
  databaseUrl: string,
  { organizationId, projectId }: Pick<Tenant, "organizationId" | "projectId">,
  { mode = "live", scopes = ["events:write", "read", "config:write"], expiresAt, revokedAt }: KeyOptions = {},
): Promise<string> {
  const key = makeKey(mode);
  const row = {
    id: newId("key"),
    organization_id: organizationId,
    project_id: projectId,
    name: "end-to-end",
    mode,
    scopes: [...scopes],
    hash: sha256(key),
    start: key.slice(0, 12),
    expires_at: expiresAt ?? null,
    revoked_at: revokedAt ?? null,
  };
  await withDatabase(databaseUrl, (sql) => sql`insert into api_keys ${sql(row)}`);
  return key;
}

/**
 * An empty project: in the demo organization, whose Slack installation it may then use, or in a new organization.
 */
export async function makeTenant(
  { databaseUrl, project }: Pick<Stack, "databaseUrl" | "project">,
  { ownOrganization = false }: { ownOrganization?: boolean } = {},
): Promise<Tenant> {
  const suffix = randomBytes(4).toString("hex");
  const projectId = newId("project");
  const projectSlug = `project-${suffix}`;
  const organization = await withDatabase(databaseUrl, async (sql) => {
    const [holder] = ownOrganization
      ? await sql<{ id: string; slug: string }[]>`
          insert into organizations (id, slug, name)
          values (${newId("organization")}, ${`org-${suffix}`}, ${`Organization ${suffix}`}) returning id, slug`
      : await sql<{ id: string; slug: string }[]>`
          select o.id, o.slug from organizations o join projects p on p.organization_id = o.id where p.id = ${project}`;
    if (!holder) throw new Error(`There is no project ${project}.`);
    await sql`
      insert into projects (id, organization_id, slug, name)
      values (${projectId}, ${holder.id}, ${projectSlug}, ${`Project ${suffix}`})`;
    return holder;
  });
  const ids = { organizationId: organization.id, projectId };
  const apiKey = await makeApiKey(databaseUrl, ids);
  return { ...ids, organizationSlug: organization.slug, projectSlug, apiKey };
}
