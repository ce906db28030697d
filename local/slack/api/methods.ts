import { appsUninstall } from "@/local/slack/api/apps-uninstall";
import { authRevoke, authTeamsList, authTest } from "@/local/slack/api/auth-methods";
import type { Method, TokenCall } from "@/local/slack/api/call";
import { chatDelete, chatGetPermalink, chatUpdate } from "@/local/slack/api/chat-change";
import { chatPostEphemeral } from "@/local/slack/api/chat-ephemeral";
import { chatPostMessage } from "@/local/slack/api/chat-post";
import {
  conversationsInfo,
  conversationsJoin,
  conversationsMembers,
  conversationsOpen,
} from "@/local/slack/api/conversations";
import { conversationsList } from "@/local/slack/api/conversations-list";
import { apiTest, blocksValidate } from "@/local/slack/api/open-methods";
import { usersInfo, usersList, usersLookupByEmail } from "@/local/slack/api/users";
import { viewsOpen, viewsUpdate } from "@/local/slack/api/views";
import { oauthAccess } from "@/local/slack/oauth/exchange";
import type { Tier } from "@/local/slack/pacing/limits";

const readChannels = ["channels:read", "groups:read", "im:read", "mpim:read"] as const;

function method(
  tier: Tier,
  scopes: readonly string[],
  run: (call: TokenCall) => ReturnType<Method["run"]>,
): Method {
  return { access: "token", tier, scopes, run };
}

/** Every method of the Web API that the simulator knows, with its tier and its scopes. */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["api.test", { access: "open", run: apiTest }],
  ["apps.uninstall", method("t1", [], appsUninstall)],
  ["auth.revoke", method("t3", [], authRevoke)],
  ["auth.teams.list", method("t2", [], authTeamsList)],
  ["auth.test", method("special", [], authTest)],
  ["blocks.validate", { access: "open", run: blocksValidate }],
  ["chat.delete", method("t3", ["chat:write"], chatDelete)],
  ["chat.getPermalink", method("special", [], chatGetPermalink)],
  ["chat.postEphemeral", method("t4", ["chat:write"], chatPostEphemeral)],
  ["chat.postMessage", method("special", ["chat:write"], chatPostMessage)],
  ["chat.update", method("t3", ["chat:write"], chatUpdate)],
  ["conversations.info", method("t3", readChannels, conversationsInfo)],
  ["conversations.join", method("t3", ["channels:join"], conversationsJoin)],
  ["conversations.list", method("t2", readChannels, conversationsList)],
  ["conversations.members", method("t4", readChannels, conversationsMembers)],
  ["conversations.open", method("t3", ["im:write"], conversationsOpen)],
  ["oauth.v2.access", { access: "open", run: oauthAccess }],
  ["users.info", method("t4", ["users:read"], usersInfo)],
  ["users.list", method("t2", ["users:read"], usersList)],
  ["users.lookupByEmail", method("t3", ["users:read.email"], usersLookupByEmail)],
  ["views.open", method("t4", [], viewsOpen)],
  ["views.update", method("t4", [], viewsUpdate)],
]);
