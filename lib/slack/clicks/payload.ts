import { z } from "zod";
import { actionIds } from "@/lib/slack/buttons";
import type { Deed, Press } from "./press";
import { readSubmission, type Submitted, type ViewName, viewNames } from "./views";

const id = z.string().min(1).max(64);
const nullableId = z.object({ id }).nullish();

const person = z.object({
  id,
  username: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
  team_id: id.nullish(),
});

const about = {
  team: nullableId,
  enterprise: nullableId,
  user: person,
  api_app_id: id,
  trigger_id: z.string().max(300).optional(),
};

const option = z.object({ value: z.string().max(200) });
const action = z.object({
  type: z.string(),
  action_id: z.string().max(255),
  block_id: z.string().max(255).default(""),
  value: z.string().max(2_000).optional(),
  selected_option: option.nullish(),
  action_ts: z.string().max(64).optional(),
});

const blockActions = z.object({
  type: z.literal("block_actions"),
  ...about,
  response_url: z.string().max(2_000).optional(),
  actions: z.array(action).min(1),
});

const viewSubmission = z.object({
  type: z.literal("view_submission"),
  ...about,
  view: z.object({
    id,
    hash: z.string().max(200).optional(),
    callback_id: z.string().max(255),
    private_metadata: z.string().max(3_000),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

/** What Slack told us of. */
export type Interaction =
  | { kind: "press"; key: string; press: Press; responseUrl: string | null }
  /** A modal is wanted, within three seconds. */
  | { kind: "ask"; view: ViewName; press: Omit<Press, "deed">; triggerId: string; responseUrl: string | null }
  /** A modal was filled in wrongly: by its block, what is wrong. */
  | { kind: "mistake"; errors: Record<string, string> }
  /** A link button, or nothing of ours. */
  | { kind: "other"; type: string };

type About = z.infer<z.ZodObject<typeof about>>;

function pressOf({ team, enterprise, user, api_app_id }: About, reference: string): Omit<Press, "deed"> {
  return {
    appId: api_app_id,
    teamId: team?.id ?? null,
    enterpriseId: enterprise?.id ?? null,
    user: { id: user.id, name: user.name ?? user.username ?? user.id, teamId: user.team_id ?? null },
    reference,
  };
}

const snoozesFor = ["1h", "4h", "tomorrow", "1w"] as const;

/** What was pressed; a view's name when that has to ask first; undefined for a link. */
function deedOf({ action_id, selected_option }: z.infer<typeof action>): Deed | ViewName | undefined {
  const chosen = selected_option?.value;
  switch (action_id) {
    case actionIds.acknowledge:
      return { kind: "acknowledge" };
    case actionIds.approve:
      return { kind: "decide", decision: "approve" };
    case actionIds.decline:
      return { kind: "decide", decision: "decline" };
    case actionIds.snooze: {
      if (chosen === "date") return "snooze";
      const known = snoozesFor.find((one) => one === chosen);
      return known && { kind: "snooze", for: known };
    }
    case actionIds.more:
      if (chosen === "mine") return { kind: "assign_me" };
      if (chosen === "useful" || chosen === "noise") return { kind: "vote", vote: chosen };
      return viewNames.find((name) => name === chosen);
    default:
      return undefined;
  }
}

function ofMessage(payload: z.infer<typeof blockActions>): Interaction {
  const [pressed] = payload.actions;
  const deed = pressed && deedOf(pressed);
  if (!pressed || deed === undefined) return { kind: "other", type: "block_actions" };
  // A menu's entries are too short for a reference: it stands in the block's id, which is ours as well.
  const press = pressOf(payload, pressed.value ?? pressed.block_id);
  const { trigger_id: triggerId, response_url: responseUrl = null } = payload;
  if (typeof deed === "string")
    return triggerId === undefined
      ? { kind: "other", type: "block_actions" }
      : { kind: "ask", view: deed, press, triggerId, responseUrl };
  const key = triggerId ?? `${payload.user.id}|${pressed.block_id}|${pressed.action_ts ?? ""}`;
  return { kind: "press", key: `press|${key}`, press: { ...press, deed }, responseUrl };
}

function ofView(payload: z.infer<typeof viewSubmission>, today: string): Interaction {
  const { view } = payload;
  const submitted: Submitted | undefined = readSubmission(view, today);
  if (!submitted) return { kind: "other", type: "view_submission" };
  if ("errors" in submitted) return { kind: "mistake", errors: submitted.errors };
  const { reference, responseUrl, deed } = submitted;
  const press = { ...pressOf(payload, reference), deed };
  return { kind: "press", key: `view|${view.id}|${view.hash ?? ""}`, press, responseUrl };
}

const anyType = z.looseObject({ type: z.string().max(100) });

/**
 * Reads what Slack posts when somebody presses something of ours or sends a modal. Of the message that it brings along nothing is
 * taken. Never throws: what cannot be used is `other`.
 */
export function readInteraction(payload: unknown, now: Date): Interaction {
  const pressed = blockActions.safeParse(payload);
  if (pressed.success) return ofMessage(pressed.data);
  const sent = viewSubmission.safeParse(payload);
  if (sent.success) return ofView(sent.data, now.toISOString().slice(0, 10));
  return { kind: "other", type: anyType.safeParse(payload).data?.type ?? "unreadable" };
}
