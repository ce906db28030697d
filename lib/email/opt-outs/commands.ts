import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import type { Mailbox } from "../unsubscribe-token";

/** What a person can say: no more of this destination, no more of the whole project, or everything again. */
export const choices = ["destination", "project", "everything"] as const;
export type Choice = (typeof choices)[number];

/**
 * Does as the person behind a mailbox says; said twice, it is done once. For tokens that were proven alone: nobody else takes
 * somebody back in. Of a project that is gone nothing is kept.
 */
export async function decideAbout(
  _scope: SystemScope,
  { projectId, destinationId, address }: Mailbox,
  choice: Choice,
): Promise<void> {
  const sql = hotSql();
  if (choice === "everything") {
    await sql`
      delete from email_opt_outs
      where project_id = ${projectId} and email = ${address} and destination_id in (${destinationId}, '')`;
    return;
  }
  await sql`
    insert into email_opt_outs (project_id, destination_id, email)
    select id, ${choice === "project" ? "" : destinationId}, ${address} from projects where id = ${projectId}
    on conflict do nothing`;
}
