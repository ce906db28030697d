import type { DestinationKind } from "@/db/enums";
import type { HistoryLine, Message } from "@/lib/messages/message";

/** Where a sent message stands. A webhook answers no id, so its receipt only says that it was taken. */
export type Receipt =
  | { kind: "slack_message"; channel: string; ts: string }
  | { kind: "accepted"; status: number };

/** A state of the far end that may last: asked again in even steps, and taken as broken when it has gone on for so long. */
export type Lasting = { stepSeconds: number; hours: number; breaks: "destination" | "installation" };

/**
 * What became of one try. Failure is a value; a throw is a bug.
 * - `wait`: the far end asked for time; no attempt is used up.
 * - `retry`: worth another try with backoff; `ambiguous` when the message may have been posted all the same.
 * - `rejected`: no further try of this message helps; `scope` says what is broken.
 */
export type Outcome =
  | { status: "sent"; receipt: Receipt; follow?: Followed }
  | { status: "wait"; code: string; afterSeconds: number; detail?: string }
  | {
      status: "retry";
      code: string;
      ambiguous: boolean;
      /** What nobody has heard before: worth a few tries, and then a look of ours. */
      unknown?: true;
      lasting?: Lasting;
      httpStatus?: number;
      detail?: string;
    }
  | {
      status: "rejected";
      code: string;
      scope: "message" | "destination" | "installation" | "ours";
      httpStatus?: number;
      detail?: string;
    };

export type SlackChannelTarget = { kind: "slack_channel"; token: string; channelId: string };
export type SlackWebhookTarget = { kind: "slack_webhook"; url: string };
/** One person: `channelId` is the conversation that Slack opened between them and the bot. */
export type SlackDmTarget = { kind: "slack_dm"; token: string; channelId: string };
export type Target = SlackChannelTarget | SlackWebhookTarget | SlackDmTarget;
export type TargetOf = { [Kind in DestinationKind]: Extract<Target, { kind: Kind }> };

/**
 * How a message goes on from one that stands there already, where messages can be edited. One that is gone is posted
 * afresh. Everything that may be done twice by a second try is harmless twice, but for posting.
 */
export type Follow = {
  /** `edit` the one that stands there, or leave it with the `farewell` and post a new one; null for a first message. */
  standing: { channel: string; ts: string } | null;
  farewell: Message | null;
  /** What goes into its thread: `reply` after an edit, the whole `story` under a message that is new. */
  reply: readonly HistoryLine[];
  story: readonly HistoryLine[];
  /** Whether the reply is shown in the channel as well. */
  toChannel: boolean;
};

/** What became of it besides: whether the receipt is of a new message, and its thread's new reply. */
export type Followed = {
  isNew: boolean;
  replyTs: string | null;
  /** The reply is missing for now, and must be made good. */
  isReplyOwed: boolean;
};

export type Delivery<Kind extends DestinationKind> = {
  target: TargetOf[Kind];
  message: Message;
  /** Stable over all tries of one notification; sent along where the far end can use it. */
  notificationId: string;
  /** Only where messages can be edited; others post the message and leave this alone. */
  follow?: Follow;
};

/** Carries one message to one destination, in at most ten seconds. */
export type Transport<Kind extends DestinationKind> = (delivery: Delivery<Kind>) => Promise<Outcome>;
