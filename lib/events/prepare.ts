import type { Environment } from "@/db/enums";
import { newId } from "@/lib/id";
import { findEventType } from "./catalog";
import { issueWords } from "./issue-words";
import { findDefect } from "./sanitize";
import { type EventEnvelope, eventEnvelopeSchema } from "./schema";

/** One event, ready to be stored. Instants are ISO 8601 text. */
export type PreparedEvent = {
  id: string;
  externalId: string;
  type: string;
  source: string;
  environment: Environment;
  occurredAt: string;
  /** False when the sender named no instant, so that a repeat is not told apart by the clock. */
  isOccurredAtGiven: boolean;
  customer: EventEnvelope["customer"] | null;
  data: Record<string, unknown>;
  extra: Record<string, unknown> | null;
};

/** One event that cannot be used, with the first reason why. The pointer is relative to the event. */
export type RefusedEvent = {
  externalId: string | null;
  type: string | null;
  code: "invalid_event" | "invalid_data" | "unsafe_value";
  pointer: string;
  message: string;
};

export type Prepared = { ok: true; event: PreparedEvent } | { ok: false; refused: RefusedEvent };

type Context = {
  now: Date;
  /** What every event of this key is, or undefined when the event may say. */
  forcedEnvironment: Environment | undefined;
  source: string;
  /** The sender's idempotency key from the header, for an event without an id. */
  idempotencyKey?: string | undefined;
};

const textOf = (body: unknown, key: string): string | null => {
  const value =
    typeof body === "object" && body !== null ? Object.getOwnPropertyDescriptor(body, key)?.value : null;
  return typeof value === "string" ? value.slice(0, 255) : null;
};

function refuse(body: unknown, code: RefusedEvent["code"], pointer: string, message: string): Prepared {
  return {
    ok: false,
    refused: { externalId: textOf(body, "id"), type: textOf(body, "type"), code, pointer, message },
  };
}

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function extraOf(envelope: EventEnvelope): Record<string, unknown> | null {
  const { id: _, type: _t, occurredAt: _o, environment: _e, customer: _c, data: _d, ...extra } = envelope;
  return Object.keys(extra).length > 0 ? extra : null;
}

/** Checks one event of a request and makes it ready to store: safe values first, then the envelope, then the type's own data. */
export function prepareEvent(
  body: unknown,
  { now, forcedEnvironment, source, idempotencyKey }: Context,
): Prepared {
  const defect = findDefect(body);
  if (defect) return refuse(body, "unsafe_value", defect.pointer, defect.message);

  const parsed = eventEnvelopeSchema.safeParse(body, { error: issueWords });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(body, "invalid_event", pointerOf(issue?.path ?? []), issue?.message ?? "is not an event");
  }
  const envelope = parsed.data;
  const known = findEventType(envelope.type)?.data.safeParse(envelope.data, { error: issueWords });
  if (known && !known.success) {
    const issue = known.error.issues[0];
    return refuse(
      body,
      "invalid_data",
      `/data${pointerOf(issue?.path ?? [])}`,
      issue?.message ?? "is not valid",
    );
  }

  const id = newId("event", now.getTime());
  return {
    ok: true,
    event: {
      id,
      externalId: envelope.id ?? idempotencyKey ?? id,
      type: envelope.type,
      source,
      environment: forcedEnvironment ?? envelope.environment ?? "production",
      occurredAt: envelope.occurredAt ?? now.toISOString(),
      isOccurredAtGiven: envelope.occurredAt !== undefined,
      customer: envelope.customer ?? null,
      data: envelope.data,
      extra: extraOf(envelope),
    },
  };
}
