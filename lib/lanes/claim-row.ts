import type { CaseHistory, CaseState, DestinationKind, NotificationKind, Severity } from "@/db/enums";
import type { StoredTarget } from "@/lib/destinations/target";
import type { Suspicion } from "@/lib/repairs/verdict";

/** A claimed notification's destination: what sending takes, and what is known of its health. */
export type ClaimedDestination = StoredTarget & {
  name: string;
  enabled: boolean;
  isBroken: boolean;
  suspicion: Suspicion | null;
  /** Of a webhook: since when nothing has arrived there, and when its owners were warned of it. */
  failingSince: Date | null;
  warnedAt: Date | null;
  /** Where the history of a case is told, if its messages can be edited. */
  caseHistory: CaseHistory;
  /** Addresses that want no mail of it any more. */
  optedOut: readonly string[];
};

/** A case of which nothing has happened but the one event. */
export type FreshCase = {
  state: CaseState;
  severity: Severity;
  key: string;
  customerId: string | null;
  turnEventId: string | null;
  leadEventType: string;
};

/** One claimed notification with all that sending it takes. */
export type Claimed = {
  projectId: string;
  organizationId: string;
  id: string;
  kind: NotificationKind;
  attempt: number;
  failures: number;
  /** Those of them after which it may have been posted. */
  ambiguousFailures: number;
  createdAt: Date;
  message: unknown;
  /** What became of it at each mailbox that it goes to. */
  progress: unknown;
  /** The case that it belongs to, and the event that it tells. */
  caseId: string | null;
  eventId: string | null;
  /** How the case stands when this is all there is of it, so that it is told just as the event is; null otherwise. */
  freshCase: FreshCase | null;
  destinationId: string;
  /** Null when it was deleted meanwhile. */
  destination: ClaimedDestination | null;
};

/** The columns of a destination with its installation, as `claim` selects them. */
export type DestinationColumns = {
  project_id: string;
  destination_id: string | null;
  destination_name: string;
  kind: DestinationKind;
  enabled: boolean;
  destination_status: string;
  suspected_code: string | null;
  suspected_at: Date | null;
  failing_since: Date | null;
  warned_at: Date | null;
  case_history: CaseHistory;
  opted_out: string[] | null;
  config: unknown;
  secret: string | null;
  installation_id: string | null;
  installation_status: string;
  bot_token: string;
  token_expires_at: Date | null;
};

export type ClaimRow = DestinationColumns & {
  organization_id: string;
  id: string;
  notification_kind: NotificationKind;
  attempts: number;
  failures: number;
  ambiguous_failures: number;
  created_at: Date;
  message: unknown;
  progress: unknown;
  case_id: string | null;
  event_id: string | null;
  fresh_case: Claimed["freshCase"];
  claimed_destination_id: string;
};

/** The destination of a claimed row, or null when it is gone. */
export function destinationOf(row: DestinationColumns): ClaimedDestination | null {
  if (row.destination_id === null) return null;
  return {
    projectId: row.project_id,
    id: row.destination_id,
    name: row.destination_name,
    kind: row.kind,
    enabled: row.enabled,
    isBroken: row.destination_status === "broken",
    suspicion:
      row.suspected_code === null || row.suspected_at === null
        ? null
        : { code: row.suspected_code, at: row.suspected_at },
    failingSince: row.failing_since,
    warnedAt: row.warned_at,
    caseHistory: row.case_history,
    optedOut: row.opted_out ?? [],
    config: row.config,
    secret: row.secret,
    installation:
      row.installation_id === null
        ? null
        : {
            id: row.installation_id,
            status: row.installation_status,
            botToken: row.bot_token,
            tokenExpiresAt: row.token_expires_at,
          },
  };
}

export function claimedOf(row: ClaimRow): Claimed {
  return {
    projectId: row.project_id,
    organizationId: row.organization_id,
    id: row.id,
    kind: row.notification_kind,
    attempt: row.attempts,
    failures: row.failures,
    ambiguousFailures: row.ambiguous_failures,
    createdAt: row.created_at,
    message: row.message,
    progress: row.progress,
    caseId: row.case_id,
    eventId: row.event_id,
    freshCase: row.fresh_case,
    destinationId: row.claimed_destination_id,
    destination: destinationOf(row),
  };
}
