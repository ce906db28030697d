import postgres from "postgres";

/** The role that the application signs in as, and the database that belongs to it. */
export const APPLICATION = { role: "bellwire_app", database: "bellwire" } as const;

/**
 * Makes sure of the application's role and database. The role is no superuser, as in production: what
 * row level security forbids stays forbidden here. It may create databases and roles (tests need both).
 */
export async function ensureApplication(adminUrl: string, password: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${APPLICATION.role}`;
    if (!role) {
      await sql.unsafe(`create role "${APPLICATION.role}" login createdb createrole password '${password}'`);
    }
    const [database] = await sql`select 1 from pg_database where datname = ${APPLICATION.database}`;
    if (!database) await sql.unsafe(`create database "${APPLICATION.database}" owner "${APPLICATION.role}"`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
