import { z } from "zod";
import { demoWebhookPath } from "@/local/slack/demo-world";
import { ask } from "./api-client";

const messageSchema = z.object({
  channel: z.string(),
  channelName: z.string(),
  ts: z.string(),
  threadTs: z.string().nullable(),
  text: z.string(),
  blocks: z.array(z.unknown()).nullish(),
  attachments: z.array(z.record(z.string(), z.unknown())).nullish(),
  edited: z.boolean(),
  username: z.string().nullable(),
  via: z.enum(["bot", "webhook"]),
  receivedAt: z.number(),
});

/** A message as it stands in the simulated Slack. */
export type SlackMessage = z.infer<typeof messageSchema>;

const requestSchema = z.object({ method: z.string(), path: z.string(), status: z.number(), at: z.number() });

async function change(slack: string, noun: string, body: unknown): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const answer = await ask(`${slack}/__sim/${noun}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status !== 200) throw new Error(`The simulated Slack refused ${noun}: ${answer.text}`);
  return answer.body;
}

/** The address of the incoming webhook on #ops-alerts that can be pasted. */
export const pastedWebhook = (slack: string) => slack + demoWebhookPath;

/** Looks into the simulated Slack and changes it, as a person at Slack's side would. */
export function slackView(slack: string) {
  return {
    /** All messages, oldest first; with a channel (id or name) only its own. */
    messages: async (channel?: string): Promise<SlackMessage[]> => {
      const query = channel === undefined ? "" : `?channel=${encodeURIComponent(channel)}`;
      return z.array(messageSchema).parse((await ask(`${slack}/__sim/messages${query}`)).body);
    },
    /** The last requests that reached Slack, oldest first; `at` in milliseconds. */
    requests: async (path: string) =>
      z
        .array(requestSchema)
        .parse((await ask(`${slack}/__sim/requests?path=${encodeURIComponent(path)}`)).body),
    fault: (fault: unknown) => change(slack, "faults", fault),
    faultsLeft: async () => z.array(z.unknown()).parse((await ask(`${slack}/__sim/faults`)).body).length,
    clearFaults: () => change(slack, "faults", { delete: "all" }),
    limits: (limits: unknown) => change(slack, "limits", limits),
    /** Makes channels `<prefix>-0001` … with the app's bot in them unless said otherwise, and answers their ids. */
    makeChannels: async (
      prefix: string,
      count: number,
      { withBot = true, isPrivate = false }: { withBot?: boolean; isPrivate?: boolean } = {},
    ): Promise<string[]> => {
      const wanted = { action: "bulk", prefix, count, withBot, private: isPrivate };
      return z.object({ ids: z.array(z.string()) }).parse(await change(slack, "channels", wanted)).ids;
    },
    /** Makes an incoming webhook on a channel and answers its address. */
    makeWebhook: async (channel: string): Promise<string> =>
      z
        .object({ webhook: z.object({ url: z.url() }) })
        .parse(await change(slack, "webhooks", { action: "create", channel })).webhook.url,
    /** Gives out one more token of the app's bot. */
    makeToken: async (): Promise<string> =>
      z.object({ token: z.string() }).parse(await change(slack, "installations", { action: "issue" })).token,
    /** Grants the app these scopes in place of those that it has. */
    grant: (scopes: readonly string[]) => change(slack, "installations", { action: "scopes", scopes }),
    /** Makes one channel in a workspace, without the app's bot, and answers its id. */
    makeChannel: async (channel: { name: string; team: string; private?: boolean }): Promise<string> =>
      z
        .object({ channel: z.object({ id: z.string() }) })
        .parse(await change(slack, "channels", { action: "create", ...channel })).channel.id,
    /** Does to a channel what a person can; Slack then tells the app. `invite` brings its bot in. */
    act: (action: "archive" | "unarchive" | "invite", channel: string) =>
      change(slack, "channels", { action, channel }),
    /** Ends the tokens of the app's installation in a workspace before their time. */
    expireTokens: (team: string) => change(slack, "installations", { action: "expire", team }),
    /** How the app is configured at Slack. */
    configure: (app: { tokenRotation: boolean }) => change(slack, "app", app),
  };
}
