"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { createMute, deleteMute } from "@/lib/mutes/commands";

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
