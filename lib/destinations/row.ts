import type { destinations } from "@/db/schema";
import { parseRedaction } from "@/lib/redaction/schema";
import { changedMail, emailConfig, type MailPatch } from "./email-config";
import { hasNoMailboxes } from "./refusals";
import { type DestinationPatch, describeTarget } from "./schema";
import { publishedEndpoint } from "./webhook-config";

/** A destination as it is stored. */
export type Row = typeof destinations.$inferSelect;

/** What forgets that a destination was broken, because it leads elsewhere now. */
export const afresh = {
  status: "active",
  lastError: null,
  brokenAt: null,
  ownersToldAt: null,
  suspectedCode: null,
  suspectedAt: null,
  failingSince: null,
  warnedAt: null,
} as const;

/** A destination as the audit log keeps it: the secret only as a keyed fingerprint. */
export function auditOf(
  row: Pick<
    Row,
    | "kind"
    | "name"
    | "enabled"
    | "acceptsSandbox"
    | "caseHistory"
    | "redaction"
    | "config"
    | "secretIndex"
    | "topics"
  >,
) {
  const { kind, config, secretIndex, name, enabled, acceptsSandbox, caseHistory, redaction, topics } = row;
  const endpoint = kind === "webhook" ? { topics, ...publishedEndpoint(config) } : {};
  const secret = secretIndex === null ? {} : { secret: `hmac:${secretIndex.slice(0, 12)}` };
  const flags = { enabled, acceptsSandbox, caseHistory, redaction };
  return { kind, name, ...flags, target: describeTarget(kind, config), ...endpoint, ...secret };
}

const isSameRedaction = (left: unknown, right: unknown) =>
  JSON.stringify(parseRedaction(left)) === JSON.stringify(parseRedaction(right));

/** Whether a patch leaves everything as it is. */
export const sameFlags = (row: Row, patch: DestinationPatch) =>
  (patch.name ?? row.name) === row.name &&
  (patch.enabled ?? row.enabled) === row.enabled &&
  (patch.acceptsSandbox ?? row.acceptsSandbox) === row.acceptsSandbox &&
  (patch.caseHistory ?? row.caseHistory) === row.caseHistory &&
  (patch.redaction === undefined || isSameRedaction(patch.redaction, row.redaction));

/**
 * What a change of its addresses or its look comes to; other addresses give a broken destination another chance. Undefined when
 * nothing of it is asked for or changed. @throws AppError `invalid` for what is no mail destination.
 */
export function replaceMail({ kind, config }: Pick<Row, "kind" | "config">, patch: MailPatch) {
  if (Object.values(patch).every((value) => value === undefined)) return undefined;
  if (kind !== "email") throw hasNoMailboxes();
  const before = emailConfig.parse(config);
  const after = changedMail(before, patch);
  if (JSON.stringify(after) === JSON.stringify(changedMail(before, {}))) return undefined;
  const isElsewhere = JSON.stringify(after.recipients) !== JSON.stringify(before.recipients);
  return { config: after, ...(isElsewhere && afresh) };
}
