import { slackLimits } from "./limits";
import type {
  ActionElement,
  Attachment,
  AttachmentField,
  Block,
  Choice,
  Confirmation,
  SlackPayload,
} from "./payload";

type Report = (pointer: string, complaint: string) => void;

function checkLength(text: string, limit: number, pointer: string, report: Report): void {
  if (text.length === 0) report(pointer, "is empty");
  if (text.length > limit) report(pointer, `is longer than ${limit} characters`);
}

function checkCount(items: readonly unknown[], limit: number, pointer: string, report: Report): void {
  if (items.length === 0) report(pointer, "is empty");
  if (items.length > limit) report(pointer, `has more than ${limit} items`);
}

function checkConfirmation(confirm: Confirmation, pointer: string, report: Report): void {
  checkLength(confirm.title.text, slackLimits.confirmTitle, `${pointer}/title`, report);
  checkLength(confirm.text.text, slackLimits.confirmText, `${pointer}/text`, report);
  checkLength(confirm.confirm.text, slackLimits.confirmLabel, `${pointer}/confirm`, report);
  checkLength(confirm.deny.text, slackLimits.confirmLabel, `${pointer}/deny`, report);
}

function checkChoices(choices: readonly Choice[], limit: number, pointer: string, report: Report): number {
  checkCount(choices, limit, pointer, report);
  choices.forEach(({ text, value }, at) => {
    checkLength(text.text, slackLimits.option, `${pointer}/${at}/text`, report);
    checkLength(value, slackLimits.option, `${pointer}/${at}/value`, report);
  });
  return choices.reduce((sum, { text }) => sum + text.text.length, 0);
}

/** Looks at one thing that can be pressed and returns how much text it holds. */
function checkElement(element: ActionElement, pointer: string, report: Report): number {
  checkLength(element.action_id, slackLimits.actionId, `${pointer}/action_id`, report);
  if (element.type !== "button") {
    const limit = element.type === "overflow" ? slackLimits.overflowOptions : slackLimits.selectOptions;
    return checkChoices(element.options, limit, `${pointer}/options`, report);
  }
  checkLength(element.text.text, slackLimits.buttonLabel, `${pointer}/text/text`, report);
  if ("url" in element) checkLength(element.url, slackLimits.buttonUrl, `${pointer}/url`, report);
  else {
    checkLength(element.value, slackLimits.buttonValue, `${pointer}/value`, report);
    if (element.confirm) checkConfirmation(element.confirm, `${pointer}/confirm`, report);
  }
  return element.text.text.length;
}

function checkActionIds(buttons: readonly ActionElement[], pointer: string, report: Report): void {
  if (new Set(buttons.map((button) => button.action_id)).size < buttons.length)
    report(pointer, "repeats an action_id");
}

/** Looks at one block and returns how much text it holds. */
function checkBlock(block: Block, pointer: string, report: Report): number {
  if (block.type === "actions") {
    checkCount(block.elements, slackLimits.actionsElements, `${pointer}/elements`, report);
    checkActionIds(block.elements, `${pointer}/elements`, report);
    if (block.block_id !== undefined)
      checkLength(block.block_id, slackLimits.blockId, `${pointer}/block_id`, report);
    return block.elements.reduce(
      (sum, element, at) => sum + checkElement(element, `${pointer}/elements/${at}`, report),
      0,
    );
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
