import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";

/** The notifications that one mail tells: by their ids, or all that a counted message stands for. */
export type Told = { projectId: string } & ({ ids: readonly string[] } | { foldedInto: string });

type Entry = {
  address: string;
  fate: "accepted" | "refused";
  code?: string | undefined;
  detail?: string | undefined;
};

/**
 * Writes down what a mailbox's server said, as soon as it has: a further try, by whatever process, leaves that mailbox out.
 * Not fenced, for it is true whoever holds the notification by now.
 */
export async function noteMailbox(_scope: SystemScope, told: Told, entry: Entry): Promise<void> {
  const sql = hotSql();
  const { address, fate, code = "", detail } = entry;
  const key = fate === "accepted" ? "got" : "refused";
  const value =
    fate === "accepted"
      ? sql.json([address])
      : sql.json([{ address, code, ...(detail !== undefined && { detail }) }]);
  const which = "ids" in told ? sql`id = any(${[...told.ids]})` : sql`folded_into = ${told.foldedInto}`;
  await sql`
    update notifications set progress = jsonb_set(coalesce(progress, '{}'), ${`{${key}}`}::text[],
      coalesce(progress -> ${key}, '[]') || ${value}::jsonb)
    where project_id = ${told.projectId} and ${which}`;
}
