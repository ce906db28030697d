import { jsonArgument, malformed, textArgument } from "@/local/slack/api/arguments";
import type { Answer, OpenCall } from "@/local/slack/api/call";
import { refuse } from "@/local/slack/api/refusal";
import { attachmentRefusal } from "@/local/slack/content/attachments";
import type { Problem } from "@/local/slack/content/check";
import { blockProblems } from "@/local/slack/content/validate-blocks";
import { viewProblems } from "@/local/slack/content/validate-view";
import { isJsonObject, objectsAt } from "@/local/slack/world/json";

/** `api.test`: echoes its arguments, and fails when asked to. */
export function apiTest({ values }: OpenCall): Answer {
  const error = textArgument(values, "error");
  const { token: _token, ...args } = values;
  if (error !== undefined) return refuse(error, { args });
  return Object.keys(args).length === 0 ? { ok: true } : { ok: true, args };
}

/** `blocks.validate`: tells what is wrong with blocks, a message or a view, without sending it. */
export function blocksValidate({ values }: OpenCall): Answer {
  const problems: Problem[] = [];
  const blocks = jsonArgument(values, "blocks");
  const message = jsonArgument(values, "message");
  const view = jsonArgument(values, "view");
  if ([blocks, message, view].every((one) => one === undefined)) return refuse("missing_argument");
  if (blocks === malformed || message === malformed || view === malformed) return refuse("invalid_json");
  if (blocks !== undefined) problems.push(...blockProblems(blocks));
  if (isJsonObject(message)) {
    problems.push(...blockProblems(message.blocks ?? [], "/message/blocks"));
    const wrong = attachmentRefusal(objectsAt(message, "attachments"));
    if (wrong !== undefined) problems.push(...wrong.problems);
  }
  if (view !== undefined) problems.push(...viewProblems(view));
  if (problems.length === 0) return { ok: true };
  const errors = problems.map(({ message: text, pointer }) => ({ code: "invalid", message: text, pointer }));
  return refuse("invalid_blocks", { errors });
}
