import { newId } from "@/lib/id";
import { slackView } from "./slack-view";
import type { Stack } from "./stack";
import { type Tenant, withDatabase } from "./tenant";

/** A Slack channel that events of one type go to, and nothing else does. */
export type Lane = { eventType: string; channel: string; destinationId: string };

type Channel = { id: string; name: string };

/**
 * Gives a project `count` Slack channels, a destination for each, and a route for each: events of `lane.eventType`
 * go to `lane.channel`. Volume needs many of them, since every one is paced to a message a second; and each is paced as
 * if it were in a workspace of its own, because one workspace takes but a few messages a second in the long run.
 */
export async function makeLanes(
  { slack, databaseUrl, project }: Pick<Stack, "slack" | "databaseUrl" | "project">,
  tenant: Tenant,
  { prefix, count }: { prefix: string; count: number },
): Promise<Lane[]> {
  const ids = await slackView(slack).makeChannels(prefix, count);
  const channels = ids.map((id, index) => ({ id, name: `${prefix}-${String(index + 1).padStart(4, "0")}` }));
  const lanes = channels.map(({ name }, index) => ({
    eventType: `${prefix.replaceAll("-", "_")}.lane_${index + 1}`,
    channel: name,
    destinationId: newId("destination"),
  }));
  await store({ databaseUrl, demoProject: project, tenant, lanes, channels });
  return lanes;
}

type Store = { databaseUrl: string; demoProject: string; tenant: Tenant; lanes: Lane[]; channels: Channel[] };

/** The demo project's channel destination is the pattern: the same installation, another channel. */
async function store({ databaseUrl, demoProject, tenant, lanes, channels }: Store): Promise<void> {
  const rows = lanes.map((lane, index) => ({
    ...lane,
    routeId: newId("route"),
    channelId: channels[index]?.id,
  }));
  await withDatabase(databaseUrl, async (sql) => {
    const [pattern] = await sql<{ config: Record<string, unknown> }[]>`
      select config from destinations where project_id = ${demoProject} and kind = 'slack_channel' limit 1`;
    if (!pattern) throw new Error("The demo project has no Slack channel.");
    await sql`
      insert into destinations (project_id, id, kind, name, config, lane)
      select ${tenant.projectId}, i."destinationId", 'slack_channel', i.channel,
             ${JSON.stringify(pattern.config)}::text::jsonb
               || jsonb_build_object('channelId', i."channelId", 'channelName', i.channel),
             'slack:T' || i."channelId" || ':' || i."channelId"
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as i("destinationId" text, channel text, "channelId" text)`;
    await sql`
      insert into routes (project_id, id, name, event_types, destination_id)
      select ${tenant.projectId}, i."routeId", i.channel, array[i."eventType"], i."destinationId"
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as i("routeId" text, channel text, "eventType" text, "destinationId" text)`;
    await sql`update projects set playbook_version = playbook_version + 1 where id = ${tenant.projectId}`;
  });
}
