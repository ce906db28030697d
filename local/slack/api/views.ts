import { jsonArgument, malformed, textArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { isRefusal, type Refusal, refuse, refuseArguments } from "@/local/slack/api/refusal";
import { withBlockIds } from "@/local/slack/content/sanitise";
import { viewProblems } from "@/local/slack/content/validate-view";
import { isJsonObject, type JsonObject, objectsAt } from "@/local/slack/world/json";
import type { View } from "@/local/slack/world/message-records";
import type { Trigger } from "@/local/slack/world/world";

const triggerLifeMs = 3_000;

/** `views.open`: shows a modal to the person whose click is not older than three seconds. */
export function viewsOpen(call: TokenCall): Answer {
  const { world, caller } = call;
  const trigger = takeTrigger(call);
  if (isRefusal(trigger)) return trigger;
  const view = readView(call);
  if (isRefusal(view)) return view;
  trigger.used = true;
  const opened: View = {
    id: world.mint.id("V"),
    teamId: trigger.teamId,
    appId: caller.app.id,
    userId: trigger.userId,
    hash: `${Math.floor(world.clock.now() / 1000)}.${world.mint.secret(8)}`,
    view,
    channelId: trigger.channelId,
  };
  world.views.set(opened.id, opened);
  return { ok: true, view: viewBody(call, opened) };
}

/** `views.update`: shows something else in a modal that is open. */
export function viewsUpdate(call: TokenCall): Answer {
  const { world, values, caller } = call;
  const id = textArgument(values, "view_id");
  const externalId = textArgument(values, "external_id");
  const found = [...world.views.values()].find((one) => {
    return one.id === id || (externalId !== undefined && one.view.external_id === externalId);
  });
  if (found === undefined || found.appId !== caller.app.id) return refuse("not_found");
  const hash = textArgument(values, "hash");
  if (hash !== undefined && hash !== found.hash) return refuse("hash_conflict");
  const view = readView(call);
  if (isRefusal(view)) return view;
  found.view = view;
  found.hash = `${Math.floor(world.clock.now() / 1000)}.${world.mint.secret(8)}`;
  return { ok: true, view: viewBody(call, found) };
}

function takeTrigger({ world, values, caller }: TokenCall): Trigger | Refusal {
  const id = textArgument(values, "trigger_id");
  if (id === undefined || id === "") return refuseArguments("missing required field: trigger_id");
  const trigger = world.triggers.get(id);
  if (trigger === undefined || trigger.appId !== caller.app.id) return refuse("invalid_trigger_id");
  if (trigger.used) return refuse("exchanged_trigger_id");
  return world.clock.now() - trigger.issuedAt > triggerLifeMs ? refuse("expired_trigger_id") : trigger;
}

function readView({ world, values }: TokenCall): JsonObject | Refusal {
  const view = jsonArgument(values, "view");
  if (view === undefined || view === malformed || !isJsonObject(view)) {
    return refuseArguments("must provide an object [json-pointer:/view]");
  }
  const problems = viewProblems(view);
  if (problems.length > 0) {
    return refuseArguments(...problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`));
  }
  return { ...view, blocks: withBlockIds(objectsAt(view, "blocks"), () => world.mint.secret(5)) };
}

/** A view as answers and payloads show it. */
export function viewBody({ caller }: Pick<TokenCall, "caller">, opened: View): JsonObject {
  const { installation } = caller;
  return {
    id: opened.id,
    team_id: opened.teamId,
    type: "modal",
    private_metadata: "",
    callback_id: "",
    state: { values: {} },
    close: null,
    submit: null,
    ...opened.view,
    hash: opened.hash,
    clear_on_close: opened.view.clear_on_close === true,
    notify_on_close: opened.view.notify_on_close === true,
    previous_view_id: null,
    root_view_id: opened.id,
    app_id: opened.appId,
    external_id: typeof opened.view.external_id === "string" ? opened.view.external_id : "",
    app_installed_team_id: installation.teamId ?? "",
    bot_id: installation.botId,
  };
}
