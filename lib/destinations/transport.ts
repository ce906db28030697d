import type { CaseState, DestinationKind, Environment, NotificationKind } from "@/db/enums";
import type { Offer } from "@/lib/cases/actions/offer";
import type { HistoryLine, Message } from "@/lib/messages/message";

/** Where a sent message stands. A webhook answers no id, so its receipt only says that it was taken. */
export type Receipt =
  | { kind: "slack_message"; channel: string; ts: string }
  | { kind: "accepted"; status: number }
  /** Mailboxes whose server has taken the mail, and those that were refused for good. */
  | { kind: "mail"; accepted: readonly string[]; refused: readonly string[] };

/** A state of the far end that may last: asked again in even steps, and taken as broken when it has gone on for so long. */
export type Lasting = { stepSeconds: number; hours: number; breaks: "destination" | "installation" };

/** What went over the wire, without secrets and cut where it is long: kept with the try where a person may want to read it. */
export type Exchange = {
  request: { headers: Record<string, string>; body: string };
  answer: { status: number; contentType: string | null; body: string } | null;
  /** Why the body is not the one that was asked for. */
  fault?: string;
};

/**
 * What became of one try. Failure is a value; a throw is a bug.
 * - `wait`: the far end asked for time; no attempt is used up.
 * - `retry`: worth another try with backoff; `ambiguous` when the message may have been posted all the same.
 * - `rejected`: no further try of this message helps; `scope` says what is broken.
 */
export type Outcome = (
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
    }
) & { exchange?: Exchange };

export type SlackChannelTarget = { kind: "slack_channel"; token: string; channelId: string };
export type SlackWebhookTarget = { kind: "slack_webhook"; url: string };
/** One person: `channelId` is the conversation that Slack opened between them and the bot. */
export type SlackDmTarget = { kind: "slack_dm"; token: string; channelId: string };
/** Mailboxes: `recipients` are those who still want it. */
export type EmailTarget = {
  kind: "email";
  projectId: string;
  destinationId: string;
  recipients: readonly string[];
  subjectPrefix: string | null;
  replyTo: string | null;
  /** Written to because they look after the customer. */
  isPersonal: boolean;
};
/** An endpoint of somebody's own; signed with every secret that holds, newest first. */
export type WebhookTarget = {
  kind: "webhook";
  url: string;
  secrets: readonly string[];
  /** Values may hold variables, but for secret ones. */
  headers: readonly { name: string; value: string; isSecret: boolean }[];
  contentType: string;
  /** Null for the body that is built in. */
  bodyTemplate: string | null;
};
export type Target = SlackChannelTarget | SlackWebhookTarget | SlackDmTarget | EmailTarget | WebhookTarget;
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

/** Somebody, or a user group, by Slack's id. */
export type Mention = { kind: "user" | "group"; id: string };

/** Of a notification that is several deliveries: what became of each before, and where it is written down at once. */
export type Ledger = {
  done: ReadonlyMap<string, "accepted" | "refused">;
  note: (entry: {
    address: string;
    fate: "accepted" | "refused";
    code?: string | undefined;
    detail?: string | undefined;
  }) => Promise<void>;
};

/** What a program wants to know beside the message: the whole event, as far as the destination may see it, and what it belongs to. */
export type Matter = {
  notification: { kind: NotificationKind; createdAt: Date; replayOf: string | null };
  project: { id: string; name: string; timeZone: string; locale: string };
  destination: { id: string; name: string };
  route: { id: string; name: string } | null;
  case: { id: string; key: string; state: CaseState } | null;
  /** Null where there is none, or its payload was deleted. */
  event: {
    id: string;
    externalId: string;
    type: string;
    source: string;
    environment: Environment;
    occurredAt: Date;
    receivedAt: Date;
    customer: Record<string, unknown> | null;
    data: Record<string, unknown>;
  } | null;
};

export type Delivery<Kind extends DestinationKind> = {
  target: TargetOf[Kind];
  message: Message;
  /** Stable over all tries of one notification; sent along where the far end can use it. */
  notificationId: string;
  /** Only where messages can be edited; others post the message and leave this alone. */
  follow?: Follow;
  /** Only for webhooks. */
  matter?: Matter;
  /** The notification that told the beginning of the story, where messages refer back to it. */
  goesOnFrom?: string;
  /** Where one notification goes to several. */
  ledger?: Ledger;
  /** What can be done about its case, where a press of a button reaches us. */
  offer?: Offer;
  /** Whom Slack names at the head of it, by their ids. */
  mentions?: readonly Mention[];
};

/** Carries one message to one destination, in at most ten seconds. */
export type Transport<Kind extends DestinationKind> = (delivery: Delivery<Kind>) => Promise<Outcome>;
