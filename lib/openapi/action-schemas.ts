import { z } from "zod";
import { environments, votes } from "@/db/enums";
import { decisionInput, decisions } from "@/lib/approvals/decision";
import { muteInput } from "@/lib/mutes/schema";
import { voteInput } from "@/lib/votes/schema";

const instant = z.iso.datetime();
const id = z.string().nullable();

const mute = z.looseObject({
  id: z.string(),
  customerId: id,
  ruleId: id,
  routeId: id,
  destinationId: id,
  until: instant,
  by: z.string(),
  reason: z.string(),
  createdAt: instant,
  suppressed: z.int(),
});

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), hasMore: z.boolean() });

const snooze = z.looseObject({
  caseId: z.string(),
  text: z.string(),
  environment: z.enum(environments),
  customerId: id,
  until: instant,
  by: z.string().nullable(),
  waiting: z.int(),
});

const cooldown = z.looseObject({
  ruleId: z.string(),
  ruleName: z.string(),
  environment: z.enum(environments),
  /** Empty for all together. */
  customerId: z.string(),
  toldAt: instant,
  until: instant,
});

const holding = z.looseObject({
  id: z.string(),
  name: z.string(),
  destinationId: id,
  routeId: id,
  until: instant,
  held: z.int(),
});

const switchedOff = z.object({
  kind: z.enum(["rule", "route", "destination"]),
  id: z.string(),
  name: z.string(),
  changedAt: instant,
});

const times = z.object({ count: z.int(), median: z.number().nullable(), p90: z.number().nullable() });
const handled = { cases: z.int(), acknowledged: times, resolved: times };
const handledBy = z.object({ id, name: z.string().nullable(), ...handled });
const change = z.object({ count: z.int(), before: z.number().nullable(), after: z.number().nullable() });

/** What goes in and out about what people do: decisions, mutes, votes, and what came of it. */
export const actionSchemas = {
  NewMute: muteInput,
  Mute: mute,
  MutePage: z.object({ mutes: z.array(mute), nextCursor: z.string().nullable(), hasMore: z.boolean() }),
  Silences: z.object({
    mutes: pageOf(mute),
    snoozes: pageOf(snooze),
    cooldowns: pageOf(cooldown),
    quietHours: z.array(holding),
    switchedOff: z.array(switchedOff),
  }),
  ApprovalDecision: decisionInput,
  ApprovalDecided: z.object({ caseId: z.string(), decision: z.enum(decisions), eventId: z.string() }),
  Vote: voteInput,
  Votes: z.object({ useful: z.int(), noise: z.int(), own: z.enum(votes).nullable() }),
  Interventions: z.object({
    from: instant,
    to: instant,
    environment: z.enum(environments),
    total: z.object(handled),
    byOwner: z.array(handledBy),
    byRule: z.array(handledBy),
    effects: z.array(
      z.object({
        ruleId: z.string(),
        ruleName: z.string(),
        isAcknowledged: z.boolean(),
        alarms: z.int(),
        after7Days: change,
        after30Days: change,
      }),
    ),
  }),
} satisfies Record<string, z.ZodType>;
