import { statementInScope } from "@/db/transaction";
import { parseEmailAddress } from "@/lib/auth/email-address";
import type { Scope } from "@/lib/auth/scope";
import type { StoredEvent } from "@/lib/events/queries";

type Asked = Pick<StoredEvent, "id" | "environment" | "customerId" | "customer">;

/**
 * Who looks after the customer of each event: as the event itself says, else as the customer's profile does.
 * @returns addresses in lower case by event id; an event whose customer has no owner, or none with an address, is left out.
 */
export async function ownersOf(scope: Scope, events: readonly Asked[]): Promise<Map<string, string>> {
  const said = new Map(
    events.map(({ id, customer }) => [id, parseEmailAddress(customer?.owner?.email ?? "")]),
  );
  const unsaid = events.filter(({ id, customerId }) => said.get(id) === undefined && customerId !== null);
  const keys = unsaid.map(({ customerId, environment }) => ({ id: customerId, environment }));
  const rows =
    keys.length === 0
      ? []
      : await statementInScope<{ id: string; environment: string; email: string }>(
          scope,
          (sql) => sql`
            select c.id, c.environment, c.owner_email as email
            from json_to_recordset(${JSON.stringify(keys)}::text::json) as k(id text, environment text)
            join customers c on c.project_id = ${scope.projectId} and c.environment = k.environment and c.id = k.id
            where c.owner_email is not null`,
        );
  const known = new Map(
    rows.map(({ id, environment, email }) => [`${environment} ${id}`, parseEmailAddress(email)]),
  );
  return new Map(
    events.flatMap(({ id, customerId, environment }) => {
      const address = said.get(id) ?? known.get(`${environment} ${customerId}`);
      return address === undefined ? [] : [[id, address] as const];
    }),
  );
}
