import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const folder = fileURLToPath(new URL("./migrations", import.meta.url));
const lockKey = 6_137_001;

/**
 * Brings a database to the schema of this code. Safe to run from several processes at once: they queue on an
 * advisory lock. Forward only; a run that was cut short completes on the next.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  // A role named like the schema of the migrations' own table would otherwise get every table there ("$user").
  const connection = { search_path: "public" };
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {}, connection });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    await runMigrations(drizzle(sql), {
      migrationsFolder: folder,
      migrationsTable: "migrations",
      migrationsSchema: "bellwire",
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    process.stderr.write("DATABASE_URL is missing: set it to the database to migrate.\n");
    process.exit(1);
  }
  await migrate(url);
  process.stdout.write("The database is at the newest migration.\n");
}
