import type { Problem } from "@/local/slack/content/check";
import { blockProblems } from "@/local/slack/content/validate-blocks";
import type { Json, JsonObject } from "@/local/slack/world/json";

/** Keys that an attachment with `blocks` must not carry beside them. */
const legacyKeys = [
  "fields",
  "footer",
  "footer_icon",
  "ts",
  "author_name",
  "author_link",
  "author_icon",
  "actions",
];

/** Why attachments are refused: the word, and the places where blocks inside them are wrong. */
export interface AttachmentRefusal {
  readonly error: "too_many_attachments" | "invalid_attachments" | "invalid_blocks";
  readonly problems: readonly Problem[];
}

/** Looks at the attachments of a message; `undefined` when nothing is wrong. */
export function attachmentRefusal(attachments: readonly JsonObject[]): AttachmentRefusal | undefined {
  if (attachments.length > 100) return { error: "too_many_attachments", problems: [] };
  for (const [position, attachment] of attachments.entries()) {
    const blocks = attachment.blocks;
    if (blocks === undefined) continue;
    if (legacyKeys.some((key) => attachment[key] !== undefined))
      return { error: "invalid_attachments", problems: [] };
    const problems = blockProblems(blocks, `/attachments/${position}/blocks`);
    if (problems.length > 0) return { error: "invalid_blocks", problems };
  }
  return undefined;
}

/** True when an attachment holds something that a person could see. */
export function hasSubstance(attachment: JsonObject): boolean {
  const words = ["text", "fallback", "title", "pretext", "image_url", "footer", "author_name"];
  const filled = (value: Json | undefined) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
  return [...words, "blocks", "fields"].some((key) => filled(attachment[key]));
}
