import { sha256 } from "@/lib/crypto";
import { AppError } from "@/lib/errors";
import { keepRefused, recordEvents } from "@/lib/events/commands";
import type { EventAnswer } from "@/lib/events/schema";
import { type Adapter, adapterOf } from "./adapters";
import type { Mapping } from "./mapping";
import type { ListeningSource } from "./queries";
import { answerTo, type SourceAnswer } from "./receipt-of";
import { type NewReceipt, recordReceipts } from "./receipts/commands";
import { tally } from "./refused-tally";
import { vendorNames } from "./schema";
import type { Call } from "./secret-header";

/** What came of a request: the answer's status, and its events in the order sent. */
export type Received = { status: 200 | 202; answers: SourceAnswer[] };

/** A refusal at the door. Of what was sent nothing is kept but the count. */
async function refuse(source: ListeningSource, now: Date, code: string, message: string): Promise<AppError> {
  await tally({ source, code, message, now });
  return new AppError("unauthenticated", message, { code });
}

async function requireGenuine(source: ListeningSource, adapter: Adapter, call: Call): Promise<void> {
  if (source.secrets.length === 0) {
    const message = `This source has no secret yet, so that nobody can prove to be ${vendorNames[source.kind]}. Set it in the console.`;
    throw await refuse(source, call.now, "source_has_no_secret", message);
  }
  const isGenuine = source.secrets.map((secret) => adapter.isGenuine(call, secret)).includes(true);
  if (isGenuine) return;
  const message =
    source.kind === "stripe"
      ? "The Stripe-Signature does not fit this source's secret, or is older than five minutes."
      : "The request does not carry this source's secret.";
  throw await refuse(source, call.now, "bad_signature", message);
}

async function readBodies(source: ListeningSource, adapter: Adapter, call: Call): Promise<unknown[]> {
  try {
    return adapter.read(call);
  } catch (error) {
    if (error instanceof AppError) {
      const body = new TextDecoder().decode(call.raw);
      const { code, message } = error;
      const nothing = { vendorType: null, externalId: null, eventId: null };
      await recordReceipts(source.scope, source.id, [
        { status: "rejected", ...nothing, code, message, body },
      ]);
    }
    throw error;
  }
}

/** An id of ours that no other source can make. Kept short: a vendor's may be as long as it likes. */
function externalIdOf(source: ListeningSource, id: string): string {
  const own = id.length > 200 ? `sha256:${sha256(id)}` : id;
  return `${source.id}/${own}`;
}

function envelopeOf(source: ListeningSource, mapping: Mapping): unknown {
  if (mapping.status !== "event") return undefined;
  const { id, event } = mapping;
  return { ...event, ...(id === null ? {} : { id: externalIdOf(source, id) }) };
}

/** Gives each mapping the answer to its event, if it has one. */
async function store(
  source: ListeningSource,
  mappings: readonly Mapping[],
  bodies: readonly unknown[],
  now: Date,
) {
  const options = { now, source: source.kind, sourceId: source.id };
  const envelopes = mappings
    .map((mapping) => envelopeOf(source, mapping))
    .filter((each) => each !== undefined);
  const recorded =
    envelopes.length === 0
      ? { answers: [], acceptedIds: [] }
      : await recordEvents(source.scope, envelopes, options);
  const unusable = mappings.flatMap((mapping, index) =>
    mapping.status === "unusable"
      ? [
          {
            externalId: mapping.vendorId?.slice(0, 255) ?? null,
            type: mapping.vendorType?.slice(0, 255) ?? null,
            code: "invalid_event" as const,
            pointer: "",
            message: mapping.reason.message,
            body: bodies[index],
          },
        ]
      : [],
  );
  if (unusable.length > 0) await keepRefused(source.scope, options, unusable);
  const stored = recorded.answers.values();
  const answers = mappings.map((mapping): EventAnswer | undefined =>
    mapping.status === "event" ? stored.next().value : undefined,
  );
  return { answers, acceptedIds: recorded.acceptedIds };
}

/** What a source that is switched off makes of anything: it is kept in the list, and nothing is told. */
function asIgnored({ vendorType, vendorId }: Mapping): Mapping {
  const reason = { code: "source_disabled", message: "The source was switched off." };
  return { status: "ignored", vendorType: vendorType ?? "unknown", vendorId, reason };
}

/**
 * Takes a vendor's request: proves that it is the vendor's, makes events of ours, stores them through the one door in, and
 * writes down what became of each. Resolves after the commit.
 * @param announce gets the ids of what is new and waits for a decision, once it is committed
 * @throws AppError `unauthenticated` (bad_signature, source_has_no_secret); `malformed` when it is no JSON;
 *   `invalid` (all_rejected) when nothing of it can be used and its sender is a person rather than a vendor that would
 *   send it again; `unavailable` when it could not be stored and must come again.
 */
export async function receive(
  source: ListeningSource,
  call: Call,
  announce: (acceptedIds: string[]) => void,
): Promise<Received> {
  const adapter = adapterOf(source.kind);
  await requireGenuine(source, adapter, call);
  const bodies = await readBodies(source, adapter, call);
  const read = bodies.map((body) => adapter.map(body, { customerUrl: source.customerUrl }));
  const mappings = source.enabled ? read : read.map(asIgnored);
  const { answers, acceptedIds } = await store(source, mappings, bodies, call.now);
  if (acceptedIds.length > 0) announce(acceptedIds);
  const told = mappings.map((mapping, index) => answerTo(mapping, answers[index]));
  await recordReceipts(
    source.scope,
    source.id,
    told.map(({ receipt }, index): NewReceipt => ({ ...receipt, body: JSON.stringify(bodies[index]) ?? "" })),
  );
  const shown = told.map(({ answer }) => answer);
  if (adapter.refusesUnusable && shown.every(({ status }) => status === "rejected")) throw allRejected(shown);
  return { status: adapter.taken, answers: shown };
}

function allRejected(answers: readonly SourceAnswer[]): AppError {
  return new AppError("invalid", "None of the events can be used; see errors.", {
    code: "all_rejected",
    errors: answers.map(({ reason }, index) => ({
      pointer: answers.length === 1 ? "" : `/${index}`,
      message: reason?.message ?? "cannot be used",
    })),
  });
}
