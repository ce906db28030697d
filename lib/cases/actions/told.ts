import type { Environment, Severity } from "@/db/enums";
import type { Actor } from "@/lib/auth/scope";
import type { Signal, TopicData } from "@/lib/webhooks/topics";
import { type CaseChange, describeChange } from "./change";

export type ActedBy = TopicData<"action.resolved">["by"];

const doors = {
  member: "console",
  api_key: "api",
  system: "api",
  slack_user: "slack",
} as const satisfies Record<Actor["kind"], ActedBy["via"]>;

/** Who did something, and where, as webhooks are told of it. */
export function actedBy(actor: Actor, name: string): ActedBy {
  const via = doors[actor.kind];
  return actor.kind === "slack_user" ? { name, via, slackUserId: actor.userId } : { name, via };
}

/** A case as signals speak of it. */
export type CaseFacts = {
  id: string;
  key: string;
  state: "open" | "resolved";
  severity: Severity;
  text: string;
  environment: Environment;
  customerId: string | null;
  customerName: string | null;
};

/** A case as webhooks are told of it. */
export function caseTold({ environment: _, customerId, customerName, ...facts }: CaseFacts) {
  return { ...facts, customer: customerId === null ? null : { id: customerId, name: customerName } };
}

/** What webhooks are told of something that was done with a case by hand. */
export function signalOfChange(change: CaseChange, facts: CaseFacts, by: ActedBy, now: Date): Signal {
  const about = {
    key: `${facts.id}|${change.action}|${now.getTime()}`,
    environment: facts.environment,
    severity: "info",
    text: `${describeChange(change, by.name)}: ${facts.text}`,
    customerId: facts.customerId,
    occurredAt: now,
  } as const;
  const data = { case: caseTold(facts), by };
  switch (change.action) {
    case "acknowledge":
      return { ...about, topic: "action.acknowledged", data: { ...data, isUndone: change.undo } };
    case "snooze":
      return {
        ...about,
        topic: "action.snoozed",
        data: { ...data, until: change.until?.toISOString() ?? null },
      };
    case "assign":
      return { ...about, topic: "action.assigned", data: { ...data, to: change.to } };
    case "resolve":
      return { ...about, topic: "action.resolved", data };
  }
}
