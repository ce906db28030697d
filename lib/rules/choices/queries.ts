import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";

/** Most names of one kind; further ones can be typed. */
const most = 500;
/** The customers that were changed last say which attributes there are. */
const sampled = 500;

/** What the project has that a rule can name. */
export type Named = {
  meters: { name: string; unit: string | null }[];
  eventTypes: string[];
  attributes: { name: string; isNumber: boolean }[];
  currencies: string[];
};

type Attribute = { name: string; isNumber: boolean };

async function listAttributes(scope: Scope): Promise<Attribute[]> {
  return statementInScope<Attribute>(
    scope,
    (sql) => sql`
      with known as (
        select attributes from customers
        where project_id = ${scope.projectId} and environment = 'production' order by id limit ${sampled}
      )
      select a.key as name, bool_or(jsonb_typeof(a.value) = 'number' or (jsonb_typeof(a.value) = 'string'
             and a.value #>> '{}' ~ '^-?[0-9]{1,20}([.][0-9]{1,20})?$')) as "isNumber"
      from known, jsonb_each(known.attributes) a
      where jsonb_typeof(known.attributes) = 'object' group by a.key order by 2 desc, 1 limit ${most}`,
  );
}

/** Each distinct type by one look into the index, however many events there are. */
async function listTypes(scope: Scope): Promise<string[]> {
  const rows = await statementInScope<{ type: string }>(
    scope,
    (sql) => sql`
      with recursive seen(type, n) as (
        select min(type), 1 from events where project_id = ${scope.projectId}
        union all
        select (select min(e.type) from events e where e.project_id = ${scope.projectId} and e.type > seen.type), n + 1
        from seen where seen.type is not null and n < ${most}
      )
      select type from seen where type is not null`,
  );
  return rows.map(({ type }) => type);
}

async function listCurrencies(scope: Scope): Promise<string[]> {
  const rows = await statementInScope<{ currency: string }>(
    scope,
    (sql) => sql`
      with known as (
        select mrr_currency as currency from customers
        where project_id = ${scope.projectId} and environment = 'production' order by id limit ${sampled}
      )
      select currency from known where currency is not null group by currency order by count(*) desc, currency limit 20`,
  );
  return rows.map(({ currency }) => currency);
}

/** The meters, event types, attributes and currencies of a project, as far as a list of them is of use. */
export async function listNamed(scope: Scope): Promise<Named> {
  const [meters, eventTypes, attributes, currencies] = await Promise.all([
    statementInScope<{ name: string; unit: string | null }>(
      scope,
      (sql) => sql`
        select name, max(unit) as unit from meters where project_id = ${scope.projectId}
        group by name order by max(last_read_at) desc limit ${most}`,
    ),
    listTypes(scope),
    listAttributes(scope),
    listCurrencies(scope),
  ]);
  return { meters, eventTypes, attributes, currencies };
}
