"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { environments } from "@/db/enums";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import type { Scope } from "@/lib/auth/scope";
import { changeCase } from "@/lib/cases/actions/commands";
import { setDestinationEnabled } from "@/lib/destinations/commands";
import { AppError } from "@/lib/errors";
import { createMute, deleteMute } from "@/lib/mutes/commands";
import { updateQuietHours } from "@/lib/quiet-hours/commands";
import { setRouteEnabled } from "@/lib/routing/commands";
import { setRuleEnabled } from "@/lib/rules/commands";
import { endCooldown } from "@/lib/silences/cooldowns/commands";

const dayMs = 86_400_000;
const days = z.coerce.number().int().min(1).max(365);
const optional = z
  .string()
  .trim()
  .max(255)
  .default("")
  .transform((text) => (text === "" ? undefined : text));

async function mute(
  scope: Scope,
  {
    days: count,
    ...what
  }: { days: number } & Partial<
    Record<"customerId" | "ruleId" | "routeId" | "destinationId" | "reason", string | undefined>
  >,
): Promise<void> {
  const now = new Date();
  const { wakes } = await createMute(scope, { ...what, until: new Date(now.getTime() + count * dayMs) }, now);
  await wakeLanes(wakes, now);
  refresh();
}

/** Mutes one customer, from where somebody looks at what is told of them. */
export const muteCustomer = memberAction(
  { role: "member", schema: z.object({ customerId: z.string().min(1).max(255), days }) },
  (scope, input) => mute(scope, input),
);

/** Mutes a customer, a rule, a route, a destination, or several of these together. */
export const addMute = memberAction(
  {
    role: "member",
    schema: z.object({
      customerId: optional,
      ruleId: optional,
      routeId: optional,
      destinationId: optional,
      reason: optional,
      days,
    }),
  },
  async (scope, input): Promise<void> => {
    const { customerId, ruleId, routeId, destinationId } = input;
    if (![customerId, ruleId, routeId, destinationId].some((part) => part !== undefined))
      throw new AppError("invalid", "Name a customer, a rule, a route or a destination.");
    await mute(scope, input);
  },
);

/** Ends a mute. */
export const endMute = memberAction(
  { role: "member", schema: z.object({ muteId: z.string().max(64) }) },
  async (scope, { muteId }): Promise<void> => {
    await deleteMute(scope, muteId);
    refresh();
  },
);

const id = z.string().max(64);

/** Wakes a snoozed case: what has waited is told. */
export const wakeCase = memberAction(
  { role: "member", schema: z.object({ caseId: id }) },
  async (scope, { caseId }): Promise<void> => {
    const now = new Date();
    const { wakes } = await changeCase(scope, caseId, { action: "snooze", until: null }, now);
    await wakeLanes(wakes, now);
    refresh();
  },
);

/** Ends a rule's cooldown for one customer, or for all together with an empty id. */
export const endRuleCooldown = memberAction(
  {
    role: "member",
    schema: z.object({ ruleId: id, environment: z.enum(environments), customerId: z.string().max(255) }),
  },
  async (scope, cooldown): Promise<void> => {
    await endCooldown(scope, cooldown, new Date());
    refresh();
  },
);

/** Switches quiet hours off: what they hold is told within a minute. */
export const switchHoursOff = memberAction(
  { role: "member", schema: z.object({ quietHoursId: id }) },
  async (scope, { quietHoursId }): Promise<void> => {
    await updateQuietHours(scope, quietHoursId, { enabled: false }, new Date());
    refresh();
  },
);

const switches = {
  rule: setRuleEnabled,
  route: setRouteEnabled,
  destination: setDestinationEnabled,
} as const;

/** Switches a rule, a route or a destination on again. */
export const switchOn = memberAction(
  { role: "member", schema: z.object({ kind: z.enum(["rule", "route", "destination"]), id }) },
  async (scope, { kind, id: which }): Promise<void> => {
    await switches[kind](scope, which, true);
    refresh();
  },
);
