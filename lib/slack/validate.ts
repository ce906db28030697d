import { slackLimits } from "./limits";
import type { Attachment, AttachmentField, Block, Button, SlackPayload } from "./payload";

type Report = (pointer: string, complaint: string) => void;

function checkLength(text: string, limit: number, pointer: string, report: Report): void {
  if (text.length === 0) report(pointer, "is empty");
  if (text.length > limit) report(pointer, `is longer than ${limit} characters`);
}

function checkCount(items: readonly unknown[], limit: number, pointer: string, report: Report): void {
  if (items.length === 0) report(pointer, "is empty");
  if (items.length > limit) report(pointer, `has more than ${limit} items`);
}

function checkButton(button: Button, pointer: string, report: Report): void {
  checkLength(button.text.text, slackLimits.buttonLabel, `${pointer}/text/text`, report);
  checkLength(button.url, slackLimits.buttonUrl, `${pointer}/url`, report);
  checkLength(button.action_id, slackLimits.actionId, `${pointer}/action_id`, report);
}

function checkActionIds(buttons: readonly Button[], pointer: string, report: Report): void {
  if (new Set(buttons.map((button) => button.action_id)).size < buttons.length)
    report(pointer, "repeats an action_id");
}

/** Looks at one block and returns how much text it holds. */
function checkBlock(block: Block, pointer: string, report: Report): number {
  if (block.type === "actions") {
    checkCount(block.elements, slackLimits.actionsElements, `${pointer}/elements`, report);
    checkActionIds(block.elements, `${pointer}/elements`, report);
    block.elements.forEach((button, at) => {
      checkButton(button, `${pointer}/elements/${at}`, report);
    });
    return block.elements.reduce((sum, button) => sum + button.text.text.length, 0);
  }
  if (block.type === "section" && "text" in block) {
    checkLength(block.text.text, slackLimits.sectionText, `${pointer}/text/text`, report);
    return block.text.text.length;
  }
  const isFields = block.type === "section";
  const [items, name] = isFields ? [block.fields, "fields"] : [block.elements, "elements"];
  checkCount(
    items,
    isFields ? slackLimits.sectionFields : slackLimits.contextElements,
    `${pointer}/${name}`,
    report,
  );
  let total = 0;
  items.forEach((item, at) => {
    const limit = isFields ? slackLimits.sectionFieldText : slackLimits.sectionText;
    checkLength(item.text, limit, `${pointer}/${name}/${at}/text`, report);
    total += item.text.length;
  });
  return total;
}

function checkField(field: AttachmentField, pointer: string, report: Report): void {
  checkLength(field.value, slackLimits.attachmentFieldValue, `${pointer}/value`, report);
}

function checkBlocks(blocks: readonly Block[], pointer: string, report: Report): void {
  checkCount(blocks, slackLimits.blocks, pointer, report);
  let total = 0;
  blocks.forEach((block, at) => {
    total += checkBlock(block, `${pointer}/${at}`, report);
  });
  if (total > slackLimits.allBlockText)
    report(pointer, `hold more than ${slackLimits.allBlockText} characters`);
}

function checkAttachment(attachment: Attachment, pointer: string, report: Report): void {
  if (!/^#[0-9a-f]{6}$/i.test(attachment.color)) report(`${pointer}/color`, "is not a colour");
  if ("blocks" in attachment) {
    checkBlocks(attachment.blocks, `${pointer}/blocks`, report);
    return;
  }
  checkLength(attachment.fallback, slackLimits.text, `${pointer}/fallback`, report);
  if (!Number.isSafeInteger(attachment.ts)) report(`${pointer}/ts`, "is not a whole number of seconds");
  attachment.fields.forEach((field, at) => {
    checkField(field, `${pointer}/fields/${at}`, report);
  });
}

/** Where a payload breaks Slack's limits, each with a JSON pointer and the reason; nothing when it may be sent. */
export function violationsOf(payload: SlackPayload): string[] {
  const found: string[] = [];
  const report: Report = (pointer, complaint) => {
    found.push(`${pointer} ${complaint}`);
  };
  checkLength(payload.text, slackLimits.text, "/text", report);
  if (payload.blocks) checkBlocks(payload.blocks, "/blocks", report);
  const attachments = payload.attachments ?? [];
  if (attachments.length > slackLimits.attachments) report("/attachments", "are too many");
  attachments.forEach((attachment, at) => {
    checkAttachment(attachment, `/attachments/${at}`, report);
  });
  return found;
}
