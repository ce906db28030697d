import type {
  DestinationKind,
  Environment,
  Hold,
  NotificationKind,
  NotificationState,
  Severity,
} from "@/db/enums";
import type { PlannedStep } from "@/lib/cases/commands";
import type { Message } from "@/lib/messages/message";
import type { Decision, Reason } from "@/lib/routing/reason";

/** A notification as fan-out decided it, before it is stored. */
export type Planned = {
  id: string;
  dedupeKey: string;
  kind: NotificationKind;
  eventId: string | null;
  eventType: string;
  customerId: string | null;
  routeId: string | null;
  routeName: string | null;
  destinationId: string;
  destinationName: string;
  destinationKind: DestinationKind;
  lane: string;
  environment: Environment;
  severity: Severity;
  state: Extract<NotificationState, "pending" | "suppressed" | "held">;
  reason: Reason;
  /** What it waits for while it is held, other than its broken destination. */
  heldFor?: Hold;
  digestId?: string;
  heldUntil?: Date;
  /** The notification that this one stands in for. */
  fallbackFor: string | null;
  message: Message;
  /** Of mail: whose address was found out when it was planned (lib/destinations/mailing). */
  progress?: { owner: string };
  /** The case that it belongs to, by its id where that is known. */
  caseId?: string;
  caseKey?: string;
  /** Seconds to wait for what belongs together with it. */
  settleSeconds?: number;
};

/** One event with its decisions, its part in a case, and what follows from them. */
export type DecidedEvent = {
  eventId: string;
  trace: readonly Decision[];
  planned: readonly Planned[];
  step?: PlannedStep;
};
