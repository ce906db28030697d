import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { createSlackChannelDestination } from "@/lib/destinations/commands";
import { describeTarget, type SlackChannelConfig, slackChannelConfig } from "@/lib/destinations/schema";
import { AppError, notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { changePlaybook } from "@/lib/playbook/commands";
import { channelLane } from "./lane";

/** A destination that leads to a Slack channel, as a notification is planned for it. */
export type ChannelDestination = { id: string; name: string; lane: string; isNew: boolean };

const isAt = (scope: Scope, lane: string) =>
  and(eq(destinations.projectId, scope.projectId), eq(destinations.lane, lane));

/** Lets the channel's destination go through this installation, for when the one before it was another. */
async function adopt(scope: Scope, config: SlackChannelConfig): Promise<ChannelDestination | undefined> {
  const lane = channelLane(config);
  return changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select().from(destinations).where(isAt(scope, lane)).for("update");
    if (!before) return undefined;
    const { id, name } = before;
    const was = slackChannelConfig.parse(before.config);
    if (was.installationId !== config.installationId) {
      await tx.update(destinations).set({ config }).where(isAt(scope, lane));
      const told = (it: SlackChannelConfig) => ({ installationId: it.installationId });
      await record({ action: "destination.update", targetId: id, before: told(was), after: told(config) });
    }
    return { id, name, lane, isNew: false };
  });
}

const isConflict = (error: unknown, code: string) => error instanceof AppError && error.code === code;

/**
 * Makes a destination of a channel, named after it, and numbered while that name is taken.
 * @throws AppError as createSlackChannelDestination; `conflict` for the name only when a hundred are taken.
 */
export async function createNamedAfterChannel(
  scope: Scope,
  config: SlackChannelConfig,
  { acceptsSandbox = false } = {},
): Promise<ChannelDestination> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? config.channelName : `${config.channelName.slice(0, 76)} ${number}`;
    try {
      const { id } = await createSlackChannelDestination(scope, { ...config, name, acceptsSandbox });
      return { id, name, lane: channelLane(config), isNew: true };
    } catch (error) {
      if (!isConflict(error, "name_taken") || number >= 100) throw error;
    }
  }
}

/**
 * The destination of a channel: the one that the project has already, or a new one.
 * @throws AppError `conflict` when the project can hold no more destinations; `not_found` for a foreign installation.
 */
export async function ensureChannelDestination(
  scope: Scope,
  config: SlackChannelConfig,
): Promise<ChannelDestination> {
  const known = await adopt(scope, config);
  if (known) return known;
  try {
    return await createNamedAfterChannel(scope, config);
  } catch (error) {
    if (!isConflict(error, "destination_exists")) throw error;
    return ensureChannelDestination(scope, config);
  }
}

type Move = { projectId: string; id: string; lane: string };

/** Puts what waits for a destination into another lane, in its order. @returns the lane to wake. */
export async function moveWaiting(tx: Transaction, { projectId, id, lane }: Move): Promise<Wake[]> {
  const rows = await tx.execute<{ lane: string; at: string }>(sql`
    with moved as (
      update notifications set lane = ${lane}
      where project_id = ${projectId} and destination_id = ${id} and state in ('pending', 'held') and lane <> ${lane}
      returning state
    )
    insert into lanes (key, wake_at) select ${lane}::text, now() from moved where state = 'pending' limit 1
    on conflict (key) do update set wake_at = greatest(now(), lanes.next_at)
    returning key as lane, wake_at as at`);
  return rows.map(({ at }) => ({ lane, at: new Date(at) }));
}

async function refuseTakenChannel(tx: Transaction, scope: Scope, lane: string, ownId: string): Promise<void> {
  const [taken] = await tx
    .select({ id: destinations.id, name: destinations.name })
    .from(destinations)
    .where(isAt(scope, lane));
  if (!taken || taken.id === ownId) return;
  throw new AppError("conflict", `The destination “${taken.name}” leads there already. Use that one.`, {
    code: "destination_exists",
    errors: [{ pointer: "/channelId", message: `is what “${taken.name}” (${taken.id}) uses` }],
  });
}

/**
 * Leads a destination to another channel and keeps its routes, its history and what is held for it. What was broken by the
 * old channel is forgotten. What waits goes to the new one.
 * @returns the lane to wake.
 * @throws AppError `not_found`, also for another project's; `invalid` for a webhook; `conflict` when the channel has one.
 */
export async function moveDestination(scope: Scope, id: string, config: SlackChannelConfig): Promise<Wake[]> {
  if (!isId("destination", id)) throw notFound();
  const isIt = and(eq(destinations.projectId, scope.projectId), eq(destinations.id, id));
  const lane = channelLane(config);
  return changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select().from(destinations).where(isIt).for("update");
    if (!before) throw notFound();
    if (before.kind !== "slack_channel") {
      throw new AppError(
        "invalid",
        "A pasted webhook is tied to its channel: paste the URL of another webhook.",
        {
          code: "no_channel",
        },
      );
    }
    await refuseTakenChannel(tx, scope, lane, id);
    const mended = {
      status: "active",
      lastError: null,
      brokenAt: null,
      suspectedCode: null,
      suspectedAt: null,
    } as const;
    await tx
      .update(destinations)
      .set({ config, lane, ...mended, updatedAt: sql`now()` })
      .where(isIt);
    const wakes = await moveWaiting(tx, { projectId: scope.projectId, id, lane });
    await record({
      action: "destination.update",
      targetId: id,
      before: { target: describeTarget(before.kind, before.config) },
      after: { target: describeTarget("slack_channel", config) },
    });
    return wakes;
  });
}
