import { z } from "zod";
import { type ControlAnswer, done, misshapen, refused } from "@/local/slack/control/answer";
import { customerApp, demoApp, demoTeam } from "@/local/slack/demo-world";
import type { Webhook } from "@/local/slack/world/access-records";
import { findChannel } from "@/local/slack/world/channel-directory";
import type { Json } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const userChange = z.discriminatedUnion("action", [
  z.object({
    action: z.enum(["deactivate", "reactivate", "email"]),
    /** Id, name or e-mail. */
    user: z.string(),
    email: z.email().optional(),
  }),
  z.object({ action: z.literal("bulk"), count: z.int().min(1).max(20_000), prefix: z.string().min(1) }),
]);

function hire(world: World, count: number, prefix: string): ControlAnswer {
  for (let number = 1; number <= count; number++) {
    const name = `${prefix}-${number}`;
    const id = world.mint.id("U");
    const realName = `${prefix} ${number}`;
    const more = { title: "", email: `${name}@acme.test`, deleted: false, isBot: false, isAdmin: false };
    world.users.set(id, { id, teamId: demoTeam.id, name, realName, ...more });
  }
  return done({ count });
}

/** Deactivates, reactivates or readdresses a person, or lets many people into the demo workspace. */
export function changeUser(world: World, body: Json): ControlAnswer {
  const wanted = userChange.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  if (wanted.data.action === "bulk") return hire(world, wanted.data.count, wanted.data.prefix);
  const { action, user: who, email } = wanted.data;
  const user = [...world.users.values()].find((one) => [one.id, one.name, one.email].includes(who));
  if (user === undefined) return refused(`there is no person ${who}`, 404);
  if (action === "email") user.email = email ?? user.email;
  else user.deleted = action === "deactivate";
  return done({ user });
}

const webhookChange = z.object({
  action: z.enum(["create", "disable", "enable", "delete"]),
  /** Path, id or name of a webhook that exists. */
  webhook: z.string().optional(),
  /** Where a new one posts; id or name. */
  channel: z.string().optional(),
  app: z.string().default(customerApp.id),
  /** The word that a disabled one answers. */
  refusal: z.string().default("no_active_hooks"),
});

/** Makes an incoming webhook, or disables, enables, deletes one. */
export function changeWebhook(world: World, body: Json): ControlAnswer {
  const wanted = webhookChange.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { action, webhook: which, channel: where, app, refusal } = wanted.data;
  if (action === "create") return createWebhook(world, where ?? "", app);
  const webhook = [...world.webhooks.values()].find(
    (one) => which?.endsWith(one.path) || one.id === which || one.name === which,
  );
  if (webhook === undefined) return refused(`there is no webhook ${which ?? ""}`, 404);
  if (action === "delete") world.webhooks.delete(webhook.path);
  else webhook.refusal = action === "disable" ? refusal : null;
  return done({ webhook: summaryOf(world, webhook) });
}

function createWebhook(world: World, where: string, appId: string): ControlAnswer {
  const channel = findChannel(world, where);
  if (channel === undefined) return refused(`there is no channel ${where}`, 404);
  const id = world.mint.id("B");
  const path = `/services/${channel.teamId}/${id}/${world.mint.secret(24)}`;
  const name = world.apps.get(appId)?.name ?? "Incoming webhook";
  const webhook: Webhook = {
    path,
    id,
    teamId: channel.teamId,
    appId,
    channelId: channel.id,
    name,
    refusal: null,
  };
  world.webhooks.set(path, webhook);
  return done({ webhook: summaryOf(world, webhook) });
}

function summaryOf(world: World, { path, id, teamId, appId, channelId, name, refusal }: Webhook) {
  return { url: world.origin + path, id, teamId, appId, channelId, name, refusal };
}

/** Every incoming webhook, with its URL. */
export function listWebhooks(world: World) {
  return [...world.webhooks.values()].map((webhook) => summaryOf(world, webhook));
}

/** Everybody, of all workspaces. */
export function listUsers(world: World) {
  return [...world.users.values()];
}

const appChange = z.object({
  app: z.string().default(demoApp.id),
  /** Origin of the app's web server; events and clicks go to the integration's paths below it. */
  requestOrigin: z.url().nullish(),
  redirectUrls: z.array(z.url()).optional(),
  optionalScopes: z.array(z.string()).optional(),
  tokenRotation: z.boolean().optional(),
});

/** Changes how an app is configured at Slack. */
export function changeApp(world: World, body: Json): ControlAnswer {
  const wanted = appChange.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { app: id, requestOrigin, ...rest } = wanted.data;
  const app = world.apps.get(id);
  if (app === undefined) return refused(`there is no app ${id}`, 404);
  Object.assign(app, rest);
  if (requestOrigin !== undefined)
    app.requestOrigin = requestOrigin === null ? null : new URL(requestOrigin).origin;
  const { name, redirectUrls, optionalScopes, tokenRotation } = app;
  return done({
    app: { id, name, redirectUrls, optionalScopes, tokenRotation, requestOrigin: app.requestOrigin },
  });
}
