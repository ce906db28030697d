import { hotSql } from "@/db/client";
import { statementInScope } from "@/db/transaction";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import type { Mailbox } from "../unsubscribe-token";

/** What the person behind a mailbox has decided, and about what. */
export type Preferences = {
  /** Whose notifications they are, as the mails call it. */
  brandName: string;
  projectName: string;
  /** Null when the destination was deleted. */
  destinationName: string | null;
  /** No mail of this destination, or none of the whole project. */
  isOut: { destination: boolean; project: boolean };
};

/** Where a mailbox stands. Undefined when its project is gone. For tokens that were proven alone. */
export async function readPreferences(
  _scope: SystemScope,
  { projectId, destinationId, address }: Mailbox,
): Promise<Preferences | undefined> {
  const [row] = await hotSql()<
    (Omit<Preferences, "isOut"> & { ofDestination: boolean; ofProject: boolean })[]
  >`
    select coalesce(b.name, p.name) as "brandName", p.name as "projectName", d.name as "destinationName",
      exists (select from email_opt_outs o where o.project_id = p.id and o.destination_id = ${destinationId} and o.email = ${address})
        as "ofDestination",
      exists (select from email_opt_outs o where o.project_id = p.id and o.destination_id = '' and o.email = ${address}) as "ofProject"
    from projects p left join brands b on b.project_id = p.id
    left join destinations d on d.project_id = p.id and d.id = ${destinationId}
    where p.id = ${projectId}`;
  if (!row) return undefined;
  const { ofDestination, ofProject, ...names } = row;
  return { ...names, isOut: { destination: ofDestination, project: ofProject } };
}

/** Somebody who gets no mail of a destination any more, because they said so. */
export type OptOut = { email: string; at: Date; isOfProject: boolean };

/** Most that are listed. */
const maxListed = 200;

/** Who has unsubscribed from a destination's mail, or from all of the project's, latest first. */
export async function listOptOuts(scope: Scope, destinationId: string): Promise<OptOut[]> {
  return statementInScope<OptOut>(
    scope,
    (sql) => sql`
      select email, max(at) as at, bool_or(destination_id = '') as "isOfProject" from email_opt_outs
      where project_id = ${scope.projectId} and destination_id in (${destinationId}, '')
      group by email order by max(at) desc limit ${maxListed}`,
  );
}
