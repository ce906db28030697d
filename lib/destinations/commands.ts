import { and, count, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations, projects, routes, slackInstallations } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { blindIndex, seal, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import { changePlaybook } from "@/lib/playbook/commands";
import { rulesTelling, stopTelling } from "@/lib/rules/recipients/commands";
import { parseWebhookUrl } from "@/lib/slack/webhook-url";
import { replaceEndpoint } from "@/lib/webhooks/endpoint-row";
import { badUrl, hasNoUrl, inUse, nameTaken, placeTaken, tooMany } from "./refusals";
import { afresh, auditOf, type Row, replaceMail, sameFlags } from "./row";
import type { DestinationPatch, SlackChannelConfig, SlackDmConfig } from "./schema";

/** Most destinations of one project: lists and playbooks are read whole. */
const maxDestinations = 5_000;

type Made = { id: string };

const ofScope = (scope: Scope) => eq(destinations.projectId, scope.projectId);
const isOne = (scope: Scope, id: string) => and(ofScope(scope), eq(destinations.id, id));

async function refuseTakenName(tx: Transaction, scope: Scope, name: string, ownId = ""): Promise<void> {
  const [taken] = await tx
    .select({ name: destinations.name })
    .from(destinations)
    .where(
      and(ofScope(scope), sql`lower(${destinations.name}) = lower(${name})`, ne(destinations.id, ownId)),
    );
  if (taken) throw nameTaken(taken.name);
}

type Taken = { secretIndex: string } | { lane: string };

async function refuseTakenPlace(
  tx: Transaction,
  scope: Scope,
  place: Taken,
  pointer: string,
  ownId = "",
): Promise<void> {
  const isSame =
    "lane" in place ? eq(destinations.lane, place.lane) : eq(destinations.secretIndex, place.secretIndex);
  const [taken] = await tx
    .select({ id: destinations.id, name: destinations.name })
    .from(destinations)
    .where(and(ofScope(scope), isSame, ne(destinations.id, ownId)));
  if (taken) throw placeTaken(taken, pointer);
}

async function insert(
  tx: Transaction,
  scope: Scope,
  row: Omit<typeof destinations.$inferInsert, "projectId">,
): Promise<Row> {
  const [held] = await tx.select({ count: count() }).from(destinations).where(ofScope(scope));
  if (held && held.count >= maxDestinations) throw tooMany(maxDestinations);
  const [made] = await tx
    .insert(destinations)
    .values({ ...row, projectId: scope.projectId })
    .returning();
  if (!made) throw new Error("an inserted destination did not come back");
  return made;
}

/** A pasted URL, checked, and what is stored of it with the channel as its owner called it. @throws AppError `invalid` (/url). */
function sealUrl(id: string, pasted: string, channelName: string | undefined) {
  const parsed = parseWebhookUrl(pasted, { hooksOrigin: env().SLACK_HOOKS_ORIGIN });
  if (!parsed.ok) throw badUrl(parsed.reason);
  const { url, masked } = parsed;
  return {
    config: channelName === undefined ? { hint: masked } : { hint: masked, channelName },
    secret: seal(url, { table: "destinations", row: id, column: "secret" }),
    secretIndex: blindIndex(url),
    // Two projects that paste the same URL share its pace, so the lane follows from the URL alone.
    lane: `slackhook:${sha256(url).slice(0, 22)}`,
  };
}

type NewWebhook = {
  name: string;
  url: string;
  channelName?: string | undefined;
  acceptsSandbox?: boolean;
  enabled?: boolean;
};

/**
 * Adds a pasted incoming webhook.
 * @throws AppError `invalid` when it is no such URL; `conflict` when the name is taken or the URL is in use, naming where.
 */
export async function createWebhookDestination(
  scope: Scope,
  { name, url, channelName, acceptsSandbox = false, enabled = true }: NewWebhook,
): Promise<Made> {
  const id = newId("destination");
  const sealed = sealUrl(id, url, channelName);
  return changePlaybook(scope, async (tx, record) => {
    await refuseTakenName(tx, scope, name);
    await refuseTakenPlace(tx, scope, sealed, "/url");
    const made = await insert(tx, scope, {
      id,
      kind: "slack_webhook",
      name,
      enabled,
      acceptsSandbox,
      ...sealed,
    });
    await record({ action: "destination.create", targetId: id, after: auditOf(made) });
    return { id };
  });
}

type Shared = { name: string; acceptsSandbox?: boolean | undefined; enabled?: boolean | undefined };

type BotPlace =
  | { kind: "slack_channel"; config: SlackChannelConfig; pointer: "/channelId" }
  | { kind: "slack_dm"; config: SlackDmConfig; pointer: "/userId" };

/** Adds a place that one of the organization's installations reaches as a bot. */
async function createBotDestination(
  scope: Scope,
  { name, acceptsSandbox = false, enabled = true }: Shared,
  { kind, config, pointer }: BotPlace,
): Promise<Made> {
  const id = newId("destination");
  const lane = `slack:${config.teamId}:${config.channelId}`;
  return changePlaybook(scope, async (tx, record) => {
    const [installation] = await tx
      .select({ id: slackInstallations.id })
      .from(slackInstallations)
      .where(
        and(
          eq(slackInstallations.organizationId, scope.organizationId),
          eq(slackInstallations.id, config.installationId),
        ),
      );
    if (!installation) throw notFound();
    await refuseTakenName(tx, scope, name);
    await refuseTakenPlace(tx, scope, { lane }, pointer);
    const made = await insert(tx, scope, { id, kind, name, enabled, acceptsSandbox, lane, config });
    await record({ action: "destination.create", targetId: id, after: auditOf(made) });
    return { id };
  });
}

/**
 * Adds a Slack channel that one of the organization's installations reaches.
 * @throws AppError `not_found` for an installation that is not the organization's; `conflict` as createWebhookDestination.
 */
export function createSlackChannelDestination(
  scope: Scope,
  { name, acceptsSandbox, enabled, ...config }: SlackChannelConfig & Shared,
): Promise<Made> {
  const shared = { name, acceptsSandbox, enabled };
  return createBotDestination(scope, shared, { kind: "slack_channel", config, pointer: "/channelId" });
}

/** Adds one person, to whom the bot writes directly. @throws AppError as createSlackChannelDestination. */
export function createSlackDmDestination(
  scope: Scope,
  { name, acceptsSandbox, enabled, ...config }: SlackDmConfig & Shared,
): Promise<Made> {
  const shared = { name, acceptsSandbox, enabled };
  return createBotDestination(scope, shared, { kind: "slack_dm", config, pointer: "/userId" });
}

type Ready = Pick<
  typeof destinations.$inferInsert,
  "id" | "kind" | "name" | "enabled" | "acceptsSandbox" | "lane"
> & {
  config: object;
  secret?: string;
  topics?: string[];
};

/** Adds a place that is nobody else's: mailboxes, an endpoint. @throws AppError `conflict` when the name is taken. */
export function addDestination(scope: Scope, ready: Ready): Promise<Made> {
  return changePlaybook(scope, async (tx, record) => {
    await refuseTakenName(tx, scope, ready.name);
    const made = await insert(tx, scope, ready);
    await record({ action: "destination.create", targetId: made.id, after: auditOf(made) });
    return { id: made.id };
  });
}

type NewUrl = { url: string; channelName: string | undefined };

/** What a new URL replaces; a destination that was broken by the old one starts afresh. Undefined for the same URL. */
async function replaceUrl(tx: Transaction, scope: Scope, before: Row, { url, channelName }: NewUrl) {
  if (before.kind !== "slack_webhook") throw hasNoUrl();
  const sealed = sealUrl(before.id, url, channelName);
  if (sealed.secretIndex === before.secretIndex) return undefined;
  await refuseTakenPlace(tx, scope, sealed, "/url", before.id);
  return { ...sealed, ...afresh };
}

/**
 * Changes what the patch names, keeping the routes; a new URL may come with the name of its channel. A patch that changes nothing leaves no trace.
 * @throws AppError `not_found`, also for another project's id; `invalid` and `conflict` as createWebhookDestination.
 */
export async function updateDestination(
  scope: Scope,
  id: string,
  patch: DestinationPatch & { channelName?: string | undefined },
): Promise<void> {
  if (!isId("destination", id)) throw notFound();
  const { url, channelName, recipients, subjectPrefix, replyTo, ...rest } = patch;
  const { topics, headers, contentType, bodyTemplate, description, ...flags } = rest;
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select().from(destinations).where(isOne(scope, id)).for("update");
    if (!before) throw notFound();
    if (flags.name !== undefined) await refuseTakenName(tx, scope, flags.name, id);
    const replaced =
      url === undefined || before.kind === "webhook"
        ? undefined
        : await replaceUrl(tx, scope, before, { url, channelName });
    const fields = { topics, headers, contentType, bodyTemplate, description };
    const endpoint = replaceEndpoint(before, { ...fields, ...(before.kind === "webhook" && { url }) });
    const mail = replaceMail(before, { recipients, subjectPrefix, replyTo });
    if (!replaced && !mail && !endpoint && sameFlags(before, flags)) return;
    const [after] = await tx
      .update(destinations)
      .set({ ...flags, ...replaced, ...mail, ...endpoint, updatedAt: sql`now()` })
      .where(isOne(scope, id))
      .returning();
    if (!after) throw notFound();
    await record({
      action: "destination.update",
      targetId: id,
      before: auditOf(before),
      after: auditOf(after),
    });
  });
}

/** Gives a destination another name. @throws AppError as updateDestination. */
export const renameDestination = (scope: Scope, id: string, name: string) =>
  updateDestination(scope, id, { name });

/** Puts a new URL in place of a webhook's, for when Slack revoked the old one. Routes stay. @throws AppError as updateDestination. */
export const replaceWebhookUrl = (scope: Scope, id: string, url: string, channelName?: string) =>
  updateDestination(scope, id, { url, channelName });

/** Switches a destination on or off. @throws AppError `not_found`. */
export const setDestinationEnabled = (scope: Scope, id: string, enabled: boolean) =>
  updateDestination(scope, id, { enabled });

/** Whether sandbox events may go there. @throws AppError `not_found`. */
export const setAcceptsSandbox = (scope: Scope, id: string, acceptsSandbox: boolean) =>
  updateDestination(scope, id, { acceptsSandbox });

/**
 * Deletes a destination. Its notifications stay in the log; those still waiting are withdrawn.
 * @param withRoutes deletes the routes that lead there too; without it they are a reason to refuse.
 * @throws AppError `not_found`, also for another project's id; `conflict` (destination_in_use) naming the routes.
 */
export async function deleteDestination(
  scope: Scope,
  id: string,
  { withRoutes = false } = {},
): Promise<void> {
  if (!isId("destination", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select().from(destinations).where(isOne(scope, id)).for("update");
    if (!before) throw notFound();
    const leading = await tx
      .select({ id: routes.id, name: routes.name, eventTypes: routes.eventTypes, filter: routes.filter })
      .from(routes)
      .where(and(eq(routes.projectId, scope.projectId), eq(routes.destinationId, id)))
      .orderBy(routes.id);
    const telling = await rulesTelling(tx, scope, id);
    const using = [...leading, ...telling].map(({ name }) => name);
    if (using.length > 0 && !withRoutes) throw inUse(using);
    await stopTelling(tx, scope, id);
    await tx.delete(destinations).where(isOne(scope, id));
    await tx
      .update(projects)
      .set({ fallbackDestinationId: null })
      .where(and(eq(projects.id, scope.projectId), eq(projects.fallbackDestinationId, id)));
    await record({
      action: "destination.delete",
      targetId: id,
      before: { ...auditOf(before), routes: leading, rules: telling },
    });
  });
}
