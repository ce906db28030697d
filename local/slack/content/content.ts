import { jsonArgument, malformed, textArgument } from "@/local/slack/api/arguments";
import { isRefusal, type Refusal, refuse, refuseBlocks } from "@/local/slack/api/refusal";
import { attachmentRefusal, hasSubstance } from "@/local/slack/content/attachments";
import { blockProblems, textTotal } from "@/local/slack/content/validate-blocks";
import { isJsonObject, type JsonObject } from "@/local/slack/world/json";

/** What a message says. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly metadata: JsonObject | null;
}

const longestStoredText = 40_000;

/** Reads and checks the content of a message, in the order in which Slack refuses it. */
export function readContent(values: JsonObject, blockTextTotal: number): Content | Refusal {
  const blocks = readList(values, "blocks", "invalid_blocks_format");
  if (isRefusal(blocks)) return blocks;
  const attachments = readList(values, "attachments", "invalid_attachments");
  if (isRefusal(attachments)) return attachments;
  const markdown = textArgument(values, "markdown_text");
  const text = textArgument(values, "text") ?? "";
  if (markdown !== undefined && (text !== "" || blocks.length > 0)) return refuse("markdown_text_conflict");
  if (markdown !== undefined && markdown.length > 12_000) return refuse("msg_too_long");
  const all = markdown === undefined ? blocks : [{ type: "markdown", text: markdown }];
  if (text === "" && all.length === 0 && !attachments.some(hasSubstance)) return refuse("no_text");
  const wrong = contentRefusal(all, attachments, blockTextTotal);
  if (wrong !== undefined) return wrong;
  const metadata = readMetadata(values);
  if (isRefusal(metadata)) return metadata;
  return { text: text.slice(0, longestStoredText), blocks: all, attachments, metadata };
}

function contentRefusal(
  blocks: readonly JsonObject[],
  attachments: readonly JsonObject[],
  blockTextTotal: number,
) {
  const problems = blockProblems(blocks);
  if (problems.length > 0) return refuseBlocks(problems);
  const wrong = attachmentRefusal(attachments);
  if (wrong !== undefined)
    return wrong.problems.length > 0 ? refuseBlocks(wrong.problems) : refuse(wrong.error);
  const total = textTotal(blocks) + attachments.reduce((sum, one) => sum + textTotal(one.blocks), 0);
  return total > blockTextTotal ? refuse("msg_blocks_too_long") : undefined;
}

function readList(values: JsonObject, name: string, error: string): readonly JsonObject[] | Refusal {
  const given = jsonArgument(values, name);
  if (given === undefined || given === null) return [];
  if (given === malformed || !Array.isArray(given)) return refuse(error);
  if (name === "blocks") {
    const problems = given.some((one) => !isJsonObject(one)) ? blockProblems(given) : [];
    if (problems.length > 0) return refuseBlocks(problems);
  } else if (given.some((one) => !isJsonObject(one))) return refuse(error);
  return given.filter(isJsonObject);
}

function readMetadata(values: JsonObject): JsonObject | null | Refusal {
  const given = jsonArgument(values, "metadata");
  if (given === undefined || given === null) return null;
  if (!isJsonObject(given)) return refuse("invalid_metadata_format");
  const wellFormed = typeof given.event_type === "string" && isJsonObject(given.event_payload);
  return wellFormed ? given : refuse("invalid_metadata_schema");
}
