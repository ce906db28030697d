import { z } from "zod";
import { viewBody } from "@/local/slack/api/views";
import { type ControlAnswer, misshapen, refused } from "@/local/slack/control/answer";
import { outcomeAnswer } from "@/local/slack/control/click";
import { interact } from "@/local/slack/signals/interaction";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "@/local/slack/world/json";
import type { View } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

const submission = z.object({
  /** Without it, the modal that was opened last. */
  viewId: z.string().optional(),
  /** By block id, then by action id: the state of each input, as Slack would send it, or just its text. */
  values: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** True to close the modal instead. */
  close: z.boolean().default(false),
});

/** Submits a modal, as a person would: the app gets a signed `view_submission`, and its answer comes back. */
export async function submit(world: World, body: Json): Promise<ControlAnswer> {
  const wanted = submission.safeParse(body);
  if (!wanted.success) return misshapen(wanted.error);
  const { viewId, close } = wanted.data;
  const view = viewId === undefined ? [...world.views.values()].at(-1) : world.views.get(viewId);
  if (view === undefined) return refused("there is no open modal", 404);
  const installation = [...world.installations.values()].find((one) => one.appId === view.appId);
  const app = world.apps.get(view.appId);
  if (installation === undefined || app === undefined) return refused("its app is not installed", 404);
  if (close && view.view.notify_on_close !== true) {
    world.views.delete(view.id);
    return { status: 200, body: { ok: true } };
  }
  const values = spellOut(isJsonObject(body) ? (objectAt(body, "values") ?? {}) : {});
  const caller = {
    app,
    installation,
    token: { token: "", installationId: "", expiresAt: null, revoked: false },
  };
  const shown = { ...viewBody({ caller }, view), state: { values } };
  const outcome = await interact(world, view.appId, payload(world, view, shown, close));
  if (outcome.acknowledged) react(world, view, outcome.body);
  return outcomeAnswer(outcome);
}

function payload(world: World, view: View, shown: JsonObject, close: boolean): JsonObject {
  const user = world.users.get(view.userId);
  const team = world.teams.get(view.teamId);
  return {
    type: close ? "view_closed" : "view_submission",
    team: { id: view.teamId, domain: team?.domain ?? "" },
    user: { id: view.userId, username: user?.name ?? "", name: user?.name ?? "", team_id: view.teamId },
    api_app_id: view.appId,
    token: "simulated-verification-token",
    view: shown,
    ...(close ? { is_cleared: false } : { response_urls: [] }),
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** A bare text stands for the state of a text input. */
function spellOut(values: JsonObject): JsonObject {
  const blocks = Object.entries(values).map(([block, actions]) => {
    const inside = isJsonObject(actions) ? Object.entries(actions) : [];
    const states = inside.map(([action, state]) => {
      return [action, typeof state === "string" ? { type: "plain_text_input", value: state } : state];
    });
    return [block, Object.fromEntries(states)];
  });
  return Object.fromEntries(blocks);
}

function react(world: World, view: View, answer: Json | undefined): void {
  const body = isJsonObject(answer) ? answer : {};
  const action = stringAt(body, "response_action");
  const next = objectAt(body, "view");
  if (action === "errors") return;
  if ((action === "update" || action === "push") && next !== undefined) view.view = next;
  else world.views.delete(view.id);
}
