import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { createSlackChannelDestination, createSlackDmDestination } from "@/lib/destinations/commands";
import {
  describeTarget,
  type SlackChannelConfig,
  type SlackDmConfig,
  slackChannelConfig,
} from "@/lib/destinations/schema";
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

type Flags = { acceptsSandbox?: boolean | undefined; enabled?: boolean | undefined };

/** Makes a destination under a name that is free: the one wanted, else numbered. */
async function numbered(wanted: string, make: (name: string) => Promise<{ id: string }>) {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted.slice(0, 76)} ${number}`;
    try {
      const { id } = await make(name);
      return { id, name };
    } catch (error) {
      if (!isConflict(error, "name_taken") || number >= 100) throw error;
    }
  }
}

/**
 * Makes a destination of a channel, named after it, and numbered while that name is taken.
 * @throws AppError as createSlackChannelDestination; `conflict` for the name only when a hundred are taken.
 */
export async function createNamedAfterChannel(
  scope: Scope,
  config: SlackChannelConfig,
  flags: Flags = {},
): Promise<ChannelDestination> {
  const make = (name: string) => createSlackChannelDestination(scope, { ...config, ...flags, name });
  return { ...(await numbered(config.channelName, make)), lane: channelLane(config), isNew: true };
}

/** Makes a destination of a person, as createNamedAfterChannel does of a channel. @throws AppError as that. */
export function createNamedAfterPerson(
  scope: Scope,
  config: SlackDmConfig,
  flags: Flags = {},
): Promise<{ id: string; name: string }> {
  const make = (name: string) => createSlackDmDestination(scope, { ...config, ...flags, name });
  return numbered(config.userName, make);
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

/** Another place for a destination of the same kind. */
export type NewPlace =
  | { kind: "slack_channel"; config: SlackChannelConfig }
  | { kind: "slack_dm"; config: SlackDmConfig };

const pointers = { slack_channel: "/channelId", slack_dm: "/userId" } satisfies Record<
  NewPlace["kind"],
  string
>;

type Wanted = { lane: string; ownId: string; kind: NewPlace["kind"] };

async function refuseTakenPlace(tx: Transaction, scope: Scope, { lane, ownId, kind }: Wanted): Promise<void> {
  const [taken] = await tx
    .select({ id: destinations.id, name: destinations.name })
    .from(destinations)
    .where(isAt(scope, lane));
  if (!taken || taken.id === ownId) return;
  throw new AppError("conflict", `The destination “${taken.name}” leads there already. Use that one.`, {
    code: "destination_exists",
    errors: [{ pointer: pointers[kind], message: `is what “${taken.name}” (${taken.id}) uses` }],
  });
}

function refuseOtherKind(): AppError {
  const detail =
    "A pasted webhook is tied to its channel, and a direct message stays one: add another destination instead.";
  return new AppError("invalid", detail, { code: "no_channel" });
}

/**
 * Leads a destination to another channel, or another person, and keeps its routes, its history and what is held for it.
 * What was broken by the old one is forgotten. What waits goes to the new one.
 * @returns the lane to wake.
 * @throws AppError `not_found`, also for another project's; `invalid` for another kind; `conflict` when the place has one.
 */
export async function moveDestination(scope: Scope, id: string, { kind, config }: NewPlace): Promise<Wake[]> {
  if (!isId("destination", id)) throw notFound();
  const isIt = and(eq(destinations.projectId, scope.projectId), eq(destinations.id, id));
  const lane = channelLane(config);
  return changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select().from(destinations).where(isIt).for("update");
    if (!before) throw notFound();
    if (before.kind !== kind) throw refuseOtherKind();
    await refuseTakenPlace(tx, scope, { lane, ownId: id, kind });
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
      after: { target: describeTarget(kind, config) },
    });
    return wakes;
  });
}
