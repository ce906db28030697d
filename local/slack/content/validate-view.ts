import { anything, choice, flag, type Problem, shape, text } from "@/local/slack/content/check";
import { plainText } from "@/local/slack/content/text-object";
import { blockProblems } from "@/local/slack/content/validate-blocks";
import { isJsonObject, type Json } from "@/local/slack/world/json";

const modal = shape(["type", "title", "blocks"], {
  type: choice("modal"),
  title: plainText(24),
  submit: plainText(24),
  close: plainText(24),
  blocks: anything,
  private_metadata: text(3_000, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
  clear_on_close: flag,
  notify_on_close: flag,
  submit_disabled: flag,
});

/** What is wrong with a modal, worded as Slack words it; empty when nothing is. */
export function viewProblems(view: Json): Problem[] {
  const problems: Problem[] = [];
  modal(view, "/view", problems);
  if (isJsonObject(view)) problems.push(...blockProblems(view.blocks ?? [], "/view/blocks", "view"));
  return problems;
}
