import type postgres from "postgres";

/**
 * Drops a database with whoever of this role is still connected. `with (force)` would want to end an autovacuum worker as
 * well, which only a superuser may; a plain drop waits until that one has made way.
 */
export async function dropDatabase(admin: postgres.Sql, name: string): Promise<void> {
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${name} and usename = current_user and pid <> pg_backend_pid()`;
  await admin.unsafe(`drop database if exists ${name}`);
}
