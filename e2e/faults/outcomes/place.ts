import { newId } from "@/lib/id";
import { custom } from "../../support/event";
import { sealerOf } from "../../support/seal";
import { slackView } from "../../support/slack-view";
import type { Stack } from "../../support/stack";
import { type Tenant, withDatabase } from "../../support/tenant";
import type { Fault, Row } from "./row";

/** A row in a lane of its own: a destination, a route, and the events that go there. */
export type Place = {
  row: Row;
  eventType: string;
  destinationId: string;
  routeId: string;
  installationId: string | null;
  lane: string;
  channelId: string;
  config: Record<string, unknown>;
  secret: string | null;
  /** The ids of its events: the one that meets the fault, and the one behind it. */
  marks: string[];
  faults: Record<string, unknown>[];
};

type Context = { stack: Stack; tenant: Tenant; seal: ReturnType<typeof sealerOf>; pattern: Pattern };
type Pattern = { config: Record<string, unknown>; installationId: string };

/** Makes the channels, webhooks, tokens, destinations and routes of so many copies of each row. */
export async function makePlaces(stack: Stack, tenant: Tenant, rows: readonly Row[], copies: number) {
  const wanted = rows.flatMap((row) => Array.from({ length: row.copies ?? copies }, () => row));
  const pattern = await demoPattern(stack);
  const context = { stack, tenant, seal: sealerOf(stack), pattern };
  const channels = await makeChannels(stack, tenant, wanted);
  const places: Place[] = [];
  for (const [index, row] of wanted.entries()) {
    places.push(
      await makePlace(context, row, `${tenant.projectSlug}.row_${index + 1}`, channels[index] ?? ""),
    );
  }
  await store(context, places);
  return places;
}

function demoPattern({ databaseUrl, project }: Stack): Promise<Pattern> {
  return withDatabase(databaseUrl, async (sql) => {
    const [found] = await sql<Pattern[]>`
      select config, config ->> 'installationId' as "installationId" from destinations
      where project_id = ${project} and kind = 'slack_channel' limit 1`;
    if (!found) throw new Error("The demo project has no Slack channel.");
    return found;
  });
}

/** A channel for each row, of the sort that it asks for; in the order of the rows. */
async function makeChannels({ slack }: Stack, { projectSlug }: Tenant, wanted: readonly Row[]) {
  const make = async (sort: Row["place"]) => {
    const count = wanted.filter(({ place }) => place === sort).length;
    const made = { withBot: sort !== "outside", isPrivate: sort === "private" };
    return slackView(slack).makeChannels(`${projectSlug}-${sort ?? "public"}`, count, made);
  };
  const ids = {
    public: await make(undefined),
    outside: await make("outside"),
    private: await make("private"),
  };
  return wanted.map(({ place }) => ids[place ?? "public"].shift());
}

async function makePlace(
  { stack, seal, pattern }: Context,
  row: Row,
  eventType: string,
  channelId: string,
): Promise<Place> {
  const slack = slackView(stack.slack);
  const type = eventType.replaceAll("-", "_");
  const destinationId = newId("destination");
  const marks = [type, ...(row.next === null ? [] : [type])].map(() => custom(type).id);
  const shared = { row, eventType: type, destinationId, routeId: newId("route"), channelId, marks };
  if (row.via === "webhook") {
    const url = await slack.makeWebhook(channelId);
    return {
      ...shared,
      installationId: null,
      lane: `slackhook:${destinationId}`,
      config: { hint: "a row of the table" },
      secret: seal(url, { table: "destinations", row: destinationId, column: "secret" }),
      faults: row.faults.map((fault) => ({ ...fault, match: { webhook: new URL(url).pathname } })),
    };
  }
  const installationId = row.ownInstallation ? newId("installation") : null;
  const token = installationId ? await slack.makeToken() : null;
  if (installationId && token) await storeInstallation(stack, { installationId, token, channelId }, seal);
  const own = { channelId, channelName: channelId, installationId: installationId ?? pattern.installationId };
  return {
    ...shared,
    installationId,
    // As if each channel were in a workspace of its own: what one lane is asked to wait for must not keep the others.
    lane: `slack:T${channelId}:${channelId}`,
    config: { ...pattern.config, ...own, isPrivate: row.place === "private" },
    secret: null,
    faults: row.faults.map(({ method, ...fault }) => ({
      ...fault,
      match: matchOf(method, channelId, token),
    })),
  };
}

const matchOf = (method: Fault["method"], channel: string, token: string | null) =>
  method === undefined ? { method: "chat.postMessage", channel } : { method, token };

/** The demo's installation again, under another id and with a token of its own. */
async function storeInstallation(
  { databaseUrl, project }: Stack,
  { installationId, token, channelId }: { installationId: string; token: string; channelId: string },
  seal: Context["seal"],
): Promise<void> {
  const sealed = seal(token, { table: "slack_installations", row: installationId, column: "bot_token" });
  await withDatabase(
    databaseUrl,
    (sql) => sql`
      insert into slack_installations (id, organization_id, holder_id, team_id, team_name, app_id, bot_user_id, scopes, bot_token)
      select ${installationId}, i.organization_id, ${`T${channelId}`}, ${`T${channelId}`}, i.team_name, i.app_id, i.bot_user_id, i.scopes, ${sealed}
      from slack_installations i join projects p on p.organization_id = i.organization_id
      where p.id = ${project} order by i.installed_at limit 1`,
  );
}

async function store({ stack, tenant }: Context, places: readonly Place[]): Promise<void> {
  const rows = places.map(({ row, marks: _marks, faults: _faults, ...place }) => ({
    ...place,
    kind: `slack_${row.via}`,
    enabled: row.isOff !== true,
  }));
  await withDatabase(stack.databaseUrl, async (sql) => {
    await sql`
      insert into destinations (project_id, id, kind, name, config, secret, lane, enabled)
      select ${tenant.projectId}, i."destinationId", i.kind, i."eventType", i.config, i.secret, i.lane, i.enabled
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as i("destinationId" text, kind text, "eventType" text, config jsonb, secret text, lane text, enabled boolean)`;
    await sql`
      insert into routes (project_id, id, name, event_types, destination_id)
      select ${tenant.projectId}, i."routeId", i."eventType", array[i."eventType"], i."destinationId"
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as i("destinationId" text, "eventType" text, "routeId" text)`;
    await sql`update projects set playbook_version = playbook_version + 1 where id = ${tenant.projectId}`;
  });
}
