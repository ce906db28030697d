import type { Offer } from "@/lib/cases/actions/offer";
import type { Mention } from "@/lib/destinations/transport";
import { formatInstant } from "@/lib/messages/format";
import type { Field, HistoryLine, Link, Message } from "@/lib/messages/message";
import { cut, singleLine } from "@/lib/messages/plain";
import { tones } from "@/lib/messages/tone";
import { linkableUrl } from "@/lib/messages/url";
import { offerBlock, splitLinks } from "./buttons";
import { escapeLine, escapeText, slackDate, slackLink } from "./escape";
import { budget, slackLimits } from "./limits";
import { historyMarkup, markupOf, momentOf, statusMarkup, testLabel } from "./markup";
import type { Attachment, Block, Button, Markup, SlackPayload } from "./payload";
import { digestBlocks, digestFooter, sectionMarkup } from "./render-digest";
import { truncateMarkup } from "./truncate";
import { violationsOf } from "./validate";

const quiet = { unfurl_links: false, unfurl_media: false } as const;

const markup = (text: string): Markup => ({ type: "mrkdwn", text, verbatim: true });

function sentenceOf(message: Message): string {
  return truncateMarkup(
    `${message.emoji} ${testLabel(message)}${escapeLine(message.text)}`,
    slackLimits.text,
  );
}

function metricOf({ label, value }: Field): Markup {
  const name = escapeLine(cut(label, budget.fieldLabel));
  return markup(`*${name}*\n${truncateMarkup(markupOf(value), budget.fieldValue) || "–"}`);
}

function linkable(links: readonly Link[]): Link[] {
  return links.filter(({ url }) => linkableUrl(url) !== undefined).slice(0, budget.buttons);
}

/** Links one after the other; one that no longer fits is left out, never cut. */
function linkLine(links: readonly Link[]): string {
  return links.reduce((line, { label, url }) => {
    const longer = `${line}${line && "  ·  "}${slackLink(url, cut(label, budget.buttonLabel))}`;
    return longer.length <= slackLimits.sectionText ? longer : line;
  }, "");
}

function buttonOf({ label, url }: Link, position: number): Button {
  return {
    type: "button",
    action_id: `open_${position}`,
    text: { type: "plain_text", text: singleLine(label, budget.buttonLabel) || "Open", emoji: false },
    url: linkableUrl(url) ?? url,
    ...(position === 0 ? { style: "primary" } : {}),
  };
}

const lineOf = (links: readonly Link[]): Block[] =>
  links.length === 0 ? [] : [{ type: "section", text: markup(linkLine(links)) }];

/** Where a message leads, and what it offers to do. A button that decides is the one that stands out, not the way to a page. */
function offered(links: readonly Link[], offer: Offer): Block[] {
  const { buttons, line } = splitLinks(links, offer);
  const ways = buttons.map((link, at) => buttonOf(link, offer.canDecide ? at + 1 : at));
  return [...lineOf(line), offerBlock(offer, ways)];
}

/** Buttons belong to an app of ours; through somebody's own webhook they would report to an app that does not know them. */
function actionBlocks(message: Message, { audience, offer }: Reader): Block[] {
  const shown = linkable(message.links);
  if (audience === "webhook") return lineOf(shown);
  if (offer) return offered(shown, offer);
  return shown.length === 0 ? [] : [{ type: "actions", elements: shown.map(buttonOf) }];
}

function footerOf(message: Message): string {
  const when = slackDate(message.occurredAt, formatInstant(new Date(message.occurredAt * 1000)));
  const parts = [escapeLine(message.eventType), escapeLine(message.reference), when, message.environment];
  return [`*${message.word ?? tones[message.severity].word}*`, ...parts].filter(Boolean).join("  ·  ");
}

/** What a message of a case says beyond its own event: how things stand, what it goes on from, what it tells besides. */
function caseLines({ status, followUpTo, history = [] }: Message): string[] {
  return [
    ...(status ? [statusMarkup(status)] : []),
    ...(followUpTo ? [`Follow-up to: ${escapeLine(followUpTo.text)}  ·  ${momentOf(followUpTo.at)}`] : []),
    ...history.map(historyMarkup),
  ];
}

const caseBlocks = (message: Message): Block[] => {
  const lines = caseLines(message).join("\n");
  return lines === ""
    ? []
    : [{ type: "section", text: markup(truncateMarkup(lines, slackLimits.sectionText)) }];
};

function standardAttachment(message: Message, reader: Reader): Attachment {
  const fields = message.fields.slice(0, budget.fields).map(metricOf);
  const why = message.why === undefined ? "" : truncateMarkup(escapeLine(message.why), budget.why);
  const blocks: Block[] = [
    ...caseBlocks(message),
    ...(fields.length > 0 ? [{ type: "section" as const, fields }] : []),
    ...(why ? [{ type: "section" as const, text: markup(why) }] : []),
    ...actionBlocks(message, reader),
    { type: "context", elements: [markup(truncateMarkup(footerOf(message), budget.footer))] },
  ];
  return { color: message.color, blocks };
}

/** The look that purchase messages have always had (RC-1…RC-9). `mrkdwn_in` is left out: field values take no emphasis. */
function classicAttachment(message: Message): Attachment {
  const sentence = `${message.emoji} ${testLabel(message)}${markupOf(message.headline)}`;
  const titled = message.fields.map(({ label, value }) => ({
    title: escapeText(cut(label, budget.fieldLabel)),
    value: truncateMarkup(markupOf(value), budget.fieldValue),
    short: false as const,
  }));
  const lines = truncateMarkup(caseLines(message).join("\n"), slackLimits.attachmentFieldValue);
  return {
    fallback: truncateMarkup(
      testLabel(message) + escapeText(singleLine(message.text, slackLimits.text)),
      slackLimits.text,
    ),
    color: message.color,
    fields: [
      { value: truncateMarkup(sentence, slackLimits.attachmentFieldValue) },
      ...titled,
      ...(lines === "" ? [] : [{ title: "Status", value: lines, short: false as const }]),
    ],
    ts: message.occurredAt,
  };
}

/** Who reads it: through our app, which may offer something to do, or through a webhook. */
type Reader = { audience: "channel" | "webhook"; offer?: Offer | undefined };

function renderDigest(message: Message, reader: Reader): SlackPayload {
  const text = sentenceOf(message);
  const metrics = message.fields.slice(0, budget.fields).map(metricOf);
  const blocks = [
    ...digestBlocks(message, text, metrics),
    ...actionBlocks(message, reader),
    digestFooter(message),
  ];
  const payload = { text, blocks, ...quiet };
  return violationsOf(payload).length === 0 ? payload : renderPlain(message);
}

/** The old look has no room for buttons, and takes no blocks beside its own fields: what it offers stands in a second part. */
function classicAttachments(message: Message, { offer }: Reader): Attachment[] {
  const look = classicAttachment(message);
  if (!offer) return [look];
  return [look, { color: message.color, blocks: offered(linkable(message.links), offer) }];
}

function render(message: Message, reader: Reader): SlackPayload {
  if (message.sections) return renderDigest(message, reader);
  const isClassic = message.layout === "classic";
  const text = isClassic
    ? truncateMarkup(testLabel(message) + escapeLine(message.text), slackLimits.text)
    : sentenceOf(message);
  const attachments = isClassic ? classicAttachments(message, reader) : [standardAttachment(message, reader)];
  const payload = { text, attachments, ...quiet };
  return violationsOf(payload).length === 0 ? payload : renderPlain(message);
}

/** Whose message it looks like. */
export function senderOf({ sender }: Message): Pick<SlackPayload, "username" | "icon_url"> {
  return {
    ...(sender?.name === undefined ? {} : { username: sender.name }),
    ...(sender?.iconUrl === undefined ? {} : { icon_url: sender.iconUrl }),
  };
}

/**
 * A message for `chat.postMessage`: our own app, so buttons may be used, and the project's own name and icon.
 * @param offer what can be done about its case.
 */
export function renderForChannel(message: Message, offer?: Offer): SlackPayload {
  return { ...render(message, { audience: "channel", offer }), ...senderOf(message) };
}

/** A message for an incoming webhook: no channel, name or icon (RC-16), and links in the text instead of buttons. */
export function renderForWebhook(message: Message): SlackPayload {
  return render(message, { audience: "webhook" });
}

/** The same message as text alone, for when Slack will not take its layout: better plain than lost. */
export function renderPlain(message: Message): SlackPayload {
  const lines = [
    sentenceOf(message),
    ...caseLines(message),
    ...message.fields
      .slice(0, budget.fields)
      .map(({ label, value }) => `${escapeLine(cut(label, budget.fieldLabel))}: ${markupOf(value)}`),
    ...(message.why === undefined ? [] : [escapeLine(message.why)]),
    ...(message.sections ?? []).map(sectionMarkup),
    ...linkable(message.links).map(({ label, url }) => slackLink(url, label)),
    footerOf(message),
  ];
  return { text: truncateMarkup(lines.join("\n"), slackLimits.text), ...quiet };
}

const mentionOf = ({ kind, id }: Mention) => (kind === "user" ? `<@${id}>` : `<!subteam^${id}>`);
const slackId = /^[A-Z][A-Z0-9]{1,30}$/;

/**
 * Names people at the head of the text itself: Slack tells nobody of a mention inside an attachment (sentry#19271). Ids that we have
 * looked up or that a route names; never anything of an event.
 */
export function withMentions(payload: SlackPayload, mentions: readonly Mention[]): SlackPayload {
  const named = mentions.filter(({ id }) => slackId.test(id)).map(mentionOf);
  if (named.length === 0) return payload;
  return { ...payload, text: truncateMarkup(`${named.join(" ")} ${payload.text}`, slackLimits.text) };
}

/** Steps of a case for its thread, a line each; what no longer fits is counted. */
export function renderHistory(lines: readonly HistoryLine[]): SlackPayload {
  let text = "";
  for (const [index, line] of lines.entries()) {
    const longer = `${text}${text && "\n"}${historyMarkup(line)}`;
    if (longer.length > slackLimits.text - 40)
      return { text: `${text}\nand ${lines.length - index} more`, ...quiet };
    text = longer;
  }
  return { text: truncateMarkup(text, slackLimits.text), ...quiet };
}
