import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import { createGroupCommit, type GroupCommit } from "./group-commit";
import { type Prepared, type PreparedEvent, prepareEvent, type RefusedEvent } from "./prepare";
import { maskSecrets } from "./rejected/secrets";
import type { EventAnswer } from "./schema";

type Stored = { id: string; status: "accepted" | "duplicate"; bodyDiffers: boolean };
type Door = GroupCommit<PreparedEvent, Stored>;

declare global {
  var bellwireEventDoors: Map<string, Door> | undefined;
}

function doorOf(scope: Scope): Door {
  globalThis.bellwireEventDoors ??= new Map();
  const doors = globalThis.bellwireEventDoors;
  const known = doors.get(scope.projectId);
  if (known) return known;
  for (const [projectId, door] of doors) if (doors.size >= 1_000 && door.isIdle) doors.delete(projectId);
  const door: Door = createGroupCommit({
    run: (items) => storeEvents(scope, items),
    maxItems: 500,
    maxInFlight: 2,
    maxWaiting: 20_000,
  });
  doors.set(scope.projectId, door);
  return door;
}

/** One statement for the whole group. Ids that exist already come back missing and are looked up after it. */
async function storeEvents(scope: Scope, items: readonly PreparedEvent[]): Promise<Stored[]> {
  const json = JSON.stringify(items);
  const inserted = await statementInScope<{ id: string }>(
    scope,
    (sql) => sql`
      insert into events (project_id, id, external_id, type, source, environment, occurred_at, customer_id, customer, data, extra)
      select ${scope.projectId}, i.id, i."externalId", i.type, i.source, i.environment, i."occurredAt",
             i.customer ->> 'id', i.customer, i.data, i.extra
      from json_to_recordset(${json}::text::json) as i(
        id text, "externalId" text, type text, source text, environment text, "occurredAt" timestamptz,
        customer jsonb, data jsonb, extra jsonb)
      on conflict (project_id, external_id) do nothing
      returning id`,
  );
  const accepted = new Set(inserted.map((row) => row.id));
  const repeated = items.filter((item) => !accepted.has(item.id));
  const known = repeated.length > 0 ? await findRepeated(scope, repeated) : new Map<string, Stored>();
  return items.map((item) => {
    if (accepted.has(item.id)) return { id: item.id, status: "accepted", bodyDiffers: false };
    const stored = known.get(item.id);
    if (!stored) throw new Error("an event was neither stored nor known");
    return stored;
  });
}

async function findRepeated(scope: Scope, items: readonly PreparedEvent[]): Promise<Map<string, Stored>> {
  const rows = await statementInScope<{ candidate: string; id: string; differs: boolean }>(
    scope,
    (sql) => sql`
      select i.id as candidate, e.id,
             e.type <> i.type or (i."isOccurredAtGiven" and e.occurred_at <> i."occurredAt")
               or (e.payload_deleted_at is null and (e.customer is distinct from i.customer or e.data <> i.data)) as differs
      from json_to_recordset(${JSON.stringify(items)}::text::json) as i(
        id text, "externalId" text, type text, "occurredAt" timestamptz, "isOccurredAtGiven" boolean,
        customer jsonb, data jsonb)
      join events e on e.project_id = ${scope.projectId} and e.external_id = i."externalId"`,
  );
  return new Map(
    rows.map((row) => [row.candidate, { id: row.id, status: "duplicate", bodyDiffers: row.differs }]),
  );
}

/** What came in and cannot be used, as far as it can be told, with the reason and the body. */
type Refused = Omit<RefusedEvent, "code"> & { code: string; body: unknown };

/** Keeps what was refused with its reason (OCT-14…16), without the secrets that it may hold: events, and readings of meters. */
export async function keepRefused(
  scope: Scope,
  { source, sourceId }: Pick<Options, "source" | "sourceId">,
  refused: readonly Refused[],
): Promise<void> {
  const rows = refused.map((item) => ({
    ...item,
    id: newId("rejected"),
    body: JSON.stringify(maskSecrets(item.body ?? null)).slice(0, 20_000),
  }));
  // NUL and lone surrogates are written as escapes by JSON.stringify, and stay escapes: the body is kept as text.
  await statementInScope(
    scope,
    (sql) => sql`
      insert into rejected_events (project_id, id, source, source_id, external_id, type, code, pointer, message, body)
      select ${scope.projectId}, i.id, ${source}, ${sourceId ?? null}, i."externalId", i.type, i.code, i.pointer, i.message, i.body
      from json_to_recordset(${safeJson(rows)}::text::json) as i(
        id text, "externalId" text, type text, code text, pointer text, message text, body text)`,
  );
}

/** JSON whose strings Postgres can hold as text: what it cannot is replaced by U+FFFD. */
function safeJson(value: unknown): string {
  const bearable = (text: string) => text.replaceAll("\u0000", "\uFFFD").toWellFormed();
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" ? bearable(inner) : inner,
  );
}

export type RecordedEvents = {
  /** One answer an event, in the order sent. */
  answers: EventAnswer[];
  /** Ids of what is new: these wait for a decision and should be announced. */
  acceptedIds: string[];
};

type Options = {
  now: Date;
  /** What it came through: `api`, the kind of a vendor source, or ourselves. */
  source: string;
  /** The vendor source itself, so that what is refused can be found by it. */
  sourceId?: string | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * The one door in: stores events, once each, and says what became of every one. Resolves after the commit.
 * A bad event never sinks its neighbours; it is kept with its reason. A repeated id does nothing.
 * @throws AppError `invalid` (idempotency_key_reused) when the header's key was used for another body,
 *   `unavailable` when the database cannot be reached or too much is waiting.
 */
export async function recordEvents(
  scope: Scope,
  bodies: readonly unknown[],
  options: Options,
): Promise<RecordedEvents> {
  const forcedEnvironment =
    scope.actor.kind === "api_key" && scope.actor.environment === "sandbox" ? "sandbox" : undefined;
  const prepared = bodies.map((body) => prepareEvent(body, { ...options, forcedEnvironment }));
  const good = prepared.flatMap((item) => (item.ok ? [item.event] : []));
  const refused = prepared.flatMap((item, index) =>
    item.ok ? [] : [{ ...item.refused, body: bodies[index] }],
  );

  const stored = await doorOf(scope).submit(good);
  if (refused.length > 0) await keepRefused(scope, options, refused);
  if (options.idempotencyKey !== undefined && stored[0]?.bodyDiffers) {
    throw new AppError(
      "invalid",
      "This Idempotency-Key was used before for another event. Use a new key for a new event.",
      {
        code: "idempotency_key_reused",
      },
    );
  }
  return answersOf(prepared, stored);
}

function answersOf(prepared: readonly Prepared[], stored: readonly Stored[]): RecordedEvents {
  const results = stored.values();
  const acceptedIds: string[] = [];
  const answers = prepared.map((item): EventAnswer => {
    if (!item.ok) {
      const { code, pointer, message, externalId } = item.refused;
      return { externalId, status: "rejected", error: { code, pointer, message } };
    }
    const result = results.next().value;
    if (!result) throw new Error("an event has no result");
    const { externalId } = item.event;
    if (result.status === "duplicate") {
      return {
        id: result.id,
        externalId,
        status: "duplicate",
        ...(result.bodyDiffers ? { bodyDiffers: true } : {}),
      };
    }
    acceptedIds.push(result.id);
    return { id: result.id, externalId, status: "accepted" };
  });
  return { answers, acceptedIds };
}
