import { hotSql } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import type { SystemScope } from "@/lib/auth/scope";

export type DatabaseHealth = "ok" | "migrations_pending" | "unreachable";

/** Whether Postgres answers and has every migration of this code. */
export async function checkDatabase(_scope: SystemScope): Promise<DatabaseHealth> {
  try {
    const [row] = await hotSql()<
      { applied: number }[]
    >`select count(*)::int as applied from bellwire.migrations`;
    return (row?.applied ?? 0) >= journal.entries.length ? "ok" : "migrations_pending";
  } catch (error) {
    const isFresh = error instanceof Error && "code" in error && error.code === "42P01";
    return isFresh ? "migrations_pending" : "unreachable";
  }
}
