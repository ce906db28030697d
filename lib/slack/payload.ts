/** `verbatim` always: data must not be turned into links, channels or mentions by Slack's own guessing. */
export type Markup = { type: "mrkdwn"; text: string; verbatim: true };

type Plain = { type: "plain_text"; text: string; emoji: false };

/** What Slack asks before it takes a press. */
export type Confirmation = { title: Plain; text: Plain; confirm: Plain; deny: Plain };

/** One entry of a menu. */
export type Choice = { text: Plain; value: string };

/** A button that leads somewhere. */
export type Button = { type: "button"; action_id: string; text: Plain; url: string; style?: "primary" };

/** What may stand in a row of actions: only the first of them leads away, the others come back to us. */
export type ActionElement =
  | Button
  | {
      type: "button";
      action_id: string;
      text: Plain;
      value: string;
      style?: "primary" | "danger";
      confirm?: Confirmation;
    }
  | { type: "static_select"; action_id: string; placeholder: Plain; options: Choice[] }
  | { type: "overflow"; action_id: string; options: Choice[] };

export type Block =
  | { type: "section"; text: Markup }
  | { type: "section"; fields: Markup[] }
  | { type: "actions"; block_id?: string; elements: ActionElement[] }
  | { type: "context"; elements: Markup[] };

/** A legacy field: the first of a classic message is the sentence and has no title. */
export type AttachmentField = { value: string } | { title: string; value: string; short: false };

/** Slack refuses an attachment that mixes `blocks` with legacy keys (node-slack-sdk#1112). */
export type Attachment =
  | { color: string; blocks: Block[] }
  | { fallback: string; color: string; fields: AttachmentField[]; ts: number };

/** What is posted: by a webhook as it stands, by `chat.postMessage` with the channel beside it. */
export type SlackPayload = {
  /** Whose message it looks like: for an installation that has chat:write.customize alone, never on a webhook (RC-16). */
  username?: string;
  icon_url?: string;
  text: string;
  blocks?: Block[];
  attachments?: Attachment[];
  unfurl_links: false;
  unfurl_media: false;
};
