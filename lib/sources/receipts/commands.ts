import type { ReceiptStatus } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";

/** One thing that a vendor posted, and what became of it. */
export type NewReceipt = {
  status: ReceiptStatus;
  vendorType: string | null;
  externalId: string | null;
  eventId: string | null;
  code: string | null;
  message: string | null;
  /** As it came. */
  body: string;
};

const maxBody = 64 * 1024;

/** What Postgres can hold as text. */
const bearable = (text: string) => text.replaceAll("\u0000", "\uFFFD").toWellFormed();
const short = (text: string | null) => (text === null ? null : bearable(text).slice(0, 255));

/** Writes down what a source received. One statement; nothing happens when the source is gone by now. */
export async function recordReceipts(
  scope: Scope,
  sourceId: string,
  receipts: readonly NewReceipt[],
): Promise<void> {
  const rows = receipts.map((receipt) => ({
    ...receipt,
    id: newId("sourceReceipt"),
    vendorType: short(receipt.vendorType),
    externalId: short(receipt.externalId),
    message: receipt.message === null ? null : bearable(receipt.message).slice(0, 1_000),
    body: bearable(receipt.body.slice(0, maxBody)),
  }));
  await statementInScope(
    scope,
    (sql) => sql`
      with source as (
        select id from sources where project_id = ${scope.projectId} and id = ${sourceId} for key share
      ), seen as (
        -- Once a second is often enough to say when something came last.
        update sources set last_received_at = now()
        where project_id = ${scope.projectId} and id = ${sourceId}
          and (last_received_at is null or last_received_at < now() - interval '1 second')
      )
      insert into source_receipts
        (project_id, source_id, id, status, vendor_type, external_id, event_id, code, message, body)
      select ${scope.projectId}, source.id, i.id, i.status, i."vendorType", i."externalId", i."eventId", i.code, i.message, i.body
      from source, json_to_recordset(${JSON.stringify(rows)}::text::json) as i(
        id text, status text, "vendorType" text, "externalId" text, "eventId" text, code text, message text, body text)`,
  );
}

/**
 * Counts requests that nobody could prove to be the vendor's. All of one kind within a minute share a row, and nothing of
 * what they carried is kept, so that a stranger can fill no table.
 */
export async function countRefused(
  scope: Scope,
  sourceId: string,
  { code, message, count }: { code: string; message: string; count: number },
): Promise<void> {
  await statementInScope(
    scope,
    (sql) => sql`
      with known as (
        update source_receipts set count = count + ${count}
        where project_id = ${scope.projectId} and id = (
          select id from source_receipts
          where project_id = ${scope.projectId} and source_id = ${sourceId} and code = ${code}
            and received_at > now() - interval '1 minute'
          order by id desc limit 1)
        returning 1
      )
      insert into source_receipts (project_id, source_id, id, status, code, message, count, body)
      select ${scope.projectId}, s.id, ${newId("sourceReceipt")}, 'rejected', ${code}, ${message}, ${count}, ''
      from sources s
      where s.project_id = ${scope.projectId} and s.id = ${sourceId} and not exists (select from known)`,
  );
}
