import { hotSql } from "@/db/client";
import type { OrganizationScope } from "@/lib/auth/scope";
import { unlisted } from "../channels/commands";

/** A person as the picker keeps them. */
export type CachedPerson = { id: string; name: string; handle: string };

type Listed = {
  installationId: string;
  /** The workspace, where a whole Slack organization is installed; empty elsewhere. */
  teamId: string;
  people: readonly CachedPerson[];
};

/** Keeps what was listed, as keepChannels does: a whole listing replaces what was known, one that was cut short adds to it. */
export async function keepPeople(
  scope: OrganizationScope,
  { installationId, teamId, people }: Listed,
  { isWhole, now }: { isWhole: boolean; now: Date },
): Promise<void> {
  const sql = hotSql();
  const listedAt = isWhole ? now : unlisted;
  await sql.begin(async (tx) => {
    const [own] = await tx`
      select 1 from slack_installations where id = ${installationId} and organization_id = ${scope.organizationId} for update`;
    if (!own) return;
    await tx`
      insert into slack_people (installation_id, team_id, id, name, handle, listed_at)
      select ${installationId}, ${teamId}, i.id, i.name, i.handle, ${listedAt}
      from json_to_recordset(${JSON.stringify(people)}::text::json) as i(id text, name text, handle text)
      on conflict (installation_id, team_id, id) do update set name = excluded.name, handle = excluded.handle,
        listed_at = greatest(slack_people.listed_at, excluded.listed_at)`;
    if (isWhole)
      await tx`
        delete from slack_people where installation_id = ${installationId} and team_id = ${teamId} and listed_at < ${now}`;
  });
}
