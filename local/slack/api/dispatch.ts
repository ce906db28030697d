import { type Arguments, readArguments, textArgument } from "@/local/slack/api/arguments";
import type { Answer, Caller, Method } from "@/local/slack/api/call";
import { identify, tokenOf } from "@/local/slack/api/identify";
import { methods } from "@/local/slack/api/methods";
import { paceSubject } from "@/local/slack/api/pace-subject";
import { isRefusal, refuse } from "@/local/slack/api/refusal";
import { takeFault } from "@/local/slack/http/fault";
import type { Incoming } from "@/local/slack/http/incoming";
import { type Reply, slackJson, type WholeReply } from "@/local/slack/http/reply";
import { spoil, type Voice } from "@/local/slack/http/spoil";
import { waitForChannel, waitForMethod } from "@/local/slack/pacing/limits";
import { findChannel } from "@/local/slack/world/channel-directory";
import type { World } from "@/local/slack/world/world";

/**
 * Answers a call of the Web API. The order of the checks is an assumption: method, token, injected fault,
 * rate, scope, then whatever the method itself looks at.
 */
export function callMethod(world: World, name: string, incoming: Incoming): Reply | Promise<Reply> {
  const headers: Record<string, string> = { "x-slack-req-id": requestId(world) };
  const method = methods.get(name);
  if (method === undefined) return slackJson(refuse("unknown_method", { req_method: name }), 200, headers);
  const given = readArguments(incoming);
  if (isRefusal(given)) return slackJson(given, 200, headers);
  const token = tokenOf(incoming, given.token);
  const caller = method.access === "token" ? identify(world, token) : undefined;
  if (isRefusal(caller)) return slackJson(caller, 200, headers);
  if (caller !== undefined && method.access === "token") {
    headers["x-oauth-scopes"] = caller.installation.scopes.join(",");
    headers["x-accepted-oauth-scopes"] = method.scopes.join(",");
  }
  const run = () => paced(world, name, method, caller, given, incoming, headers);
  const fault = takeFault(world, { method: name, token, channel: channelOf(world, given) });
  return fault === undefined ? run() : spoil(world, fault, voice(headers), run);
}

function paced(
  world: World,
  name: string,
  method: Method,
  caller: Caller | undefined,
  given: Arguments,
  incoming: Incoming,
  headers: Record<string, string>,
): WholeReply {
  const call = { world, values: given.values, incoming };
  if (method.access === "open" || caller === undefined) {
    const answer = method.access === "open" ? method.run(call) : refuse("not_authed");
    return slackJson(withWarning(answer, given), 200, headers);
  }
  const { app, installation } = caller;
  const place = installation.teamId ?? installation.enterpriseId ?? "";
  const lane = name === "chat.postMessage" ? paceSubject(world, caller, given.values) : undefined;
  const wait =
    (lane === undefined ? 0 : waitForChannel(world, app.id, lane)) ||
    waitForMethod(world, { appId: app.id, place }, name, method.tier);
  if (wait > 0) return voice(headers).limited({ "retry-after": String(wait) }, wait);
  if (method.scopes.length > 0 && !method.scopes.some((scope) => installation.scopes.includes(scope))) {
    return slackJson(missingScope(method.scopes[0] ?? "", caller), 200, headers);
  }
  return slackJson(withWarning(method.run({ ...call, caller }), given), 200, headers);
}

/** `missing_scope` with what is needed and what the installation was granted. */
export function missingScope(needed: string, caller: Caller): Answer {
  return refuse("missing_scope", { needed, provided: caller.installation.scopes.join(",") });
}

function withWarning(answer: Answer, given: Arguments): Answer {
  if (given.warning === undefined) return answer;
  const metadata = answer.response_metadata;
  const kept = typeof metadata === "object" && metadata !== null ? metadata : {};
  return { ...answer, warning: given.warning, response_metadata: { ...kept, warnings: [given.warning] } };
}

function channelOf(world: World, given: Arguments): { id: string; name: string } | undefined {
  const wanted = textArgument(given.values, "channel");
  if (wanted === undefined) return undefined;
  return findChannel(world, wanted) ?? { id: wanted, name: wanted };
}

/** How the Web API words an injected refusal. */
function voice(headers: Record<string, string>): Voice {
  return {
    refusal(error, retryAfter) {
      const more: Record<string, string> =
        retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
      return slackJson(refuse(error), 200, { ...headers, ...more });
    },
    limited: (more) => slackJson(refuse("ratelimited"), 429, { ...headers, ...more }),
  };
}

function requestId(world: World): string {
  return world.mint.secret(32).toLowerCase();
}
