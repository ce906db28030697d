import { type JsonObject, objectAt, objectsAt, stringAt } from "@/local/slack/world/json";
import type { Message } from "@/local/slack/world/message-records";

/** An interactive element, and the block that it stands in. */
export interface FoundElement {
  readonly element: JsonObject;
  readonly blockId: string;
}

/** Finds an element of a message by its `action_id`, and by its block where several have the same. */
export function findElement(
  message: Message,
  actionId: string,
  blockId: string | undefined,
): FoundElement | undefined {
  const inAttachments = message.attachments.flatMap((attachment) => objectsAt(attachment, "blocks"));
  for (const block of [...message.blocks, ...inAttachments]) {
    const id = stringAt(block, "block_id") ?? "";
    if (blockId !== undefined && blockId !== "" && id !== blockId) continue;
    const accessory = objectAt(block, "accessory");
    const elements = [...objectsAt(block, "elements"), ...(accessory === undefined ? [] : [accessory])];
    const element = elements.find((one) => stringAt(one, "action_id") === actionId);
    if (element !== undefined) return { element, blockId: id };
  }
  return undefined;
}

/** The option of a select, an overflow menu or a group of boxes that has a value. */
export function findOption(element: JsonObject, value: string | undefined): JsonObject | undefined {
  const grouped = objectsAt(element, "option_groups").flatMap((group) => objectsAt(group, "options"));
  const options = [...objectsAt(element, "options"), ...grouped];
  return value === undefined ? options[0] : options.find((option) => option.value === value);
}
