import { messageBlock } from "@/local/slack/content/blocks";
import { list, type Problem } from "@/local/slack/content/check";
import { isJsonObject, type Json, type JsonObject, objectsAt, stringAt } from "@/local/slack/world/json";

const messageBlocks = list(messageBlock, 50, 0);
const modalBlocks = list(messageBlock, 100, 0);

/** What is wrong with the blocks of a message, worded as Slack words it; empty when nothing is. */
export function blockProblems(
  blocks: Json,
  pointer = "/blocks",
  surface: "message" | "view" = "message",
): Problem[] {
  const problems: Problem[] = [];
  (surface === "message" ? messageBlocks : modalBlocks)(blocks, pointer, problems);
  if (!Array.isArray(blocks)) return problems;
  const list = blocks.filter(isJsonObject);
  repeatedBlockIds(list, pointer, problems);
  for (const [position, block] of list.entries())
    repeatedActionIds(block, `${pointer}/${position}`, problems);
  const markdown = list
    .filter((block) => block.type === "markdown")
    .map((block) => stringAt(block, "text") ?? "");
  if (markdown.length > 1 && markdown.join("").length > 12_000) {
    problems.push({ message: "must be less than 12001 characters", pointer });
  }
  return problems;
}

function repeatedBlockIds(blocks: readonly JsonObject[], pointer: string, problems: Problem[]): void {
  const known = new Set<string>();
  for (const [position, block] of blocks.entries()) {
    const id = stringAt(block, "block_id");
    if (id === undefined) continue;
    const message = `\`block_id\` "${id}" already exists`;
    if (known.has(id)) problems.push({ message, pointer: `${pointer}/${position}/block_id` });
    known.add(id);
  }
}

function repeatedActionIds(block: JsonObject, pointer: string, problems: Problem[]): void {
  const known = new Set<string>();
  for (const [position, element] of objectsAt(block, "elements").entries()) {
    const id = stringAt(element, "action_id");
    if (id === undefined) continue;
    const message = `\`action_id\` "${id}" already exists`;
    if (known.has(id)) problems.push({ message, pointer: `${pointer}/elements/${position}/action_id` });
    known.add(id);
  }
}

/** The sum of the characters of every text inside blocks. */
export function textTotal(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one: Json) => sum + textTotal(one), 0);
  if (!isJsonObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => {
    return sum + (key === "text" && typeof one === "string" ? one.length : textTotal(one));
  }, 0);
}
