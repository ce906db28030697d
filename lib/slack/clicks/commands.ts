import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import { createGroupCommit, type GroupCommit } from "@/lib/events/group-commit";

type Stored = { key: string; click: object };

declare global {
  var bellwireClickDoor: GroupCommit<Stored, boolean> | undefined;
}

/** One statement for all that were pressed while the one before was under way; what is past is cleared away with it. */
async function storeClicks(clicks: readonly Stored[]): Promise<boolean[]> {
  const rows = await hotSql()<{ key: string }[]>`
    with past as (
      delete from slack_clicks where key in (
        select key from slack_clicks where received_at < now() - interval '26 hours' limit 20 for update skip locked)
    )
    insert into slack_clicks (key, click)
    select distinct on (i.key) i.key, i.click from json_to_recordset(${JSON.stringify(clicks)}::text::json) as i(key text, click jsonb)
    order by i.key
    on conflict (key) do nothing returning key`;
  const stored = new Set(rows.map(({ key }) => key));
  // Of one that came twice at once the first is new.
  return clicks.map(({ key }) => stored.delete(key));
}

/**
 * Keeps what somebody pressed before it is answered. Slack's own id of the press makes it one: what comes again changes nothing.
 * @returns whether it is new.
 */
export async function storeClick(_scope: SystemScope, key: string, click: object): Promise<boolean> {
  globalThis.bellwireClickDoor ??= createGroupCommit({
    run: storeClicks,
    maxItems: 200,
    maxInFlight: 2,
    maxWaiting: 5_000,
  });
  const [isNew = false] = await globalThis.bellwireClickDoor.submit([{ key, click }]);
  return isNew;
}

/** Takes a press that was left for this process to do, unless another has; or marks one's own as done. */
export async function finishClick(_scope: SystemScope, key: string): Promise<boolean> {
  const rows = await hotSql()`
    update slack_clicks set done_at = now() where key = ${key} and done_at is null returning key`;
  return rows.length > 0;
}
