import type { DestinationKind } from "@/db/enums";
import type { Message } from "@/lib/messages/message";

/** Where a sent message stands. A webhook answers no id, so its receipt only says that it was taken. */
export type Receipt =
  | { kind: "slack_message"; channel: string; ts: string }
  | { kind: "accepted"; status: number };

/**
 * What became of one try. Failure is a value; a throw is a bug.
 * - `wait`: the far end asked for time; no attempt is used up.
 * - `retry`: worth another try with backoff; `ambiguous` when the message may have been posted all the same.
 * - `rejected`: no further try of this message helps; `scope` says what is broken.
 */
export type Outcome =
  | { status: "sent"; receipt: Receipt }
  | { status: "wait"; code: string; afterSeconds: number; detail?: string }
  | {
      status: "retry";
      code: string;
      ambiguous: boolean;
      /** Earliest sensible next try, where it is later than the usual backoff's. */
      afterSeconds?: number;
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
export type Target = SlackChannelTarget | SlackWebhookTarget;
export type TargetOf = { [Kind in DestinationKind]: Extract<Target, { kind: Kind }> };

export type Delivery<Kind extends DestinationKind> = {
  target: TargetOf[Kind];
  message: Message;
  /** Stable over all tries of one notification; sent along where the far end can use it. */
  notificationId: string;
};

/** Carries one message to one destination, in at most ten seconds. */
export type Transport<Kind extends DestinationKind> = (delivery: Delivery<Kind>) => Promise<Outcome>;
