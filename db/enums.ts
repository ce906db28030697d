/** Closed vocabularies shared by tables, schemas and the console. No imports: safe in the browser. */

export const roles = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

export const environments = ["production", "sandbox"] as const;
export type Environment = (typeof environments)[number];

export const keyModes = ["live", "test"] as const;
export type KeyMode = (typeof keyModes)[number];

export const keyScopes = ["events:write", "read", "config:write"] as const;
export type KeyScope = (typeof keyScopes)[number];

export const destinationKinds = ["slack_channel", "slack_webhook", "slack_dm", "email", "webhook"] as const;
export type DestinationKind = (typeof destinationKinds)[number];

export const destinationStatuses = ["active", "broken"] as const;
export type DestinationStatus = (typeof destinationStatuses)[number];

export const installationStatuses = ["active", "needs_reauth", "uninstalled"] as const;
export type InstallationStatus = (typeof installationStatuses)[number];

export const notificationStates = ["held", "pending", "sending", "sent", "failed", "suppressed"] as const;
export type NotificationState = (typeof notificationStates)[number];

/**
 * `fold` tells an overflow as one counted message, `connected` confirms an install, `catch_up` tells what was held,
 * `case_edit` brings the living message of a case up to date, `signal` tells a webhook of something that happened in Bellwire itself,
 * `digest` tells many as one at its hour, `escalation` tells a case on that nobody has acknowledged.
 */
export const notificationKinds = [
  "event",
  "test",
  "resend",
  "fold",
  "connected",
  "catch_up",
  "case_edit",
  "signal",
  "digest",
  "escalation",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const severities = ["info", "good", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

export const attemptOutcomes = ["sent", "retry", "rejected", "unknown"] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

export const sourceKinds = ["revenuecat", "stripe", "octane", "cloudevents"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** `ignored`: kept, but nothing is told of it (a vendor's own test, an event outside what the source was asked to take). */
export const receiptStatuses = ["accepted", "duplicate", "ignored", "rejected"] as const;
export type ReceiptStatus = (typeof receiptStatuses)[number];

export const caseStates = ["open", "resolved"] as const;
export type CaseState = (typeof caseStates)[number];

/** Where the history of a case is told on a bot destination: in its thread only, or in the channel as well. */
export const caseHistories = ["thread", "channel"] as const;
export type CaseHistory = (typeof caseHistories)[number];

export const templateTones = ["neutral", "friendly", "formal"] as const;
export type TemplateTone = (typeof templateTones)[number];

/** How the one who looks after a customer is told: not at all, named so that Slack tells them, or by a message of their own. */
export const ownerRoutings = ["none", "mention", "direct"] as const;
export type OwnerRouting = (typeof ownerRoutings)[number];

/** How a rule stands for one customer, or for all together: `pending` holds already, but not for long enough to be told. */
export const ruleStatuses = ["ok", "pending", "firing"] as const;
export type RuleStatus = (typeof ruleStatuses)[number];

/** What a rule has to tell: that its condition came true, that a further step was reached, that it still holds, that it holds no more. */
export const firingKinds = ["triggered", "step", "repeated", "recovered"] as const;
export type FiringKind = (typeof firingKinds)[number];

/** What somebody thought of a message. */
export const votes = ["useful", "noise"] as const;
export type Vote = (typeof votes)[number];

/** What a notification waits for that is held, other than a broken destination: its digest, or the end of quiet hours. */
export const holds = ["digest", "hours"] as const;
export type Hold = (typeof holds)[number];

export const digestTemplates = ["summary", "leadership"] as const;
export type DigestTemplate = (typeof digestTemplates)[number];

export const digestCollections = ["destination", "routes", "nothing"] as const;
export type DigestCollection = (typeof digestCollections)[number];

export const roundTemplates = [...digestTemplates, "catch_up"] as const;
export type RoundTemplate = (typeof roundTemplates)[number];

/** `stopped`: somebody acknowledged it, or it was resolved; `done`: every step was taken. */
export const escalationStates = ["waiting", "stopped", "done"] as const;
