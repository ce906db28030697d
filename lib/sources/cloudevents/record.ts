import type { Scope } from "@/lib/auth/scope";
import { sha256 } from "@/lib/crypto";
import { keepRefused, type RecordedEvents, recordEvents } from "@/lib/events/commands";
import type { EventAnswer } from "@/lib/events/schema";
import { textAt, within } from "../read";
import { type ReadCloudEvent, readCloudEvent } from "./map";

const source = "api";

function refusalOf(body: unknown, { defect }: ReadCloudEvent & { ok: false }) {
  return {
    externalId: within(255, textAt(body, "id")) ?? null,
    type: within(255, textAt(body, "type")) ?? null,
    code: "invalid_event" as const,
    ...defect,
    body,
  };
}

function envelopeOf({ event, id }: ReadCloudEvent & { ok: true }) {
  return { ...event, id: id.length > 255 ? `sha256:${sha256(id)}` : id };
}

/**
 * Stores CloudEvents that came with an API key, in the order sent; the answers are those of any other events.
 * @throws as recordEvents
 */
export async function recordCloudEvents(
  scope: Scope,
  bodies: readonly unknown[],
  { now }: { now: Date },
): Promise<RecordedEvents> {
  const read = bodies.map((body) => readCloudEvent(body, {}));
  const good = read.flatMap((each) => (each.ok ? [envelopeOf(each)] : []));
  const refused = read.map((each, index) => (each.ok ? undefined : refusalOf(bodies[index], each)));
  const { answers, acceptedIds } = await recordEvents(scope, good, { now, source });
  const kept = refused.filter((each) => each !== undefined);
  if (kept.length > 0) await keepRefused(scope, { source }, kept);
  const stored = answers.values();
  return {
    acceptedIds,
    answers: refused.map((each): EventAnswer => {
      if (!each) {
        const answer = stored.next().value;
        if (!answer) throw new Error("an event has no answer");
        return answer;
      }
      const { externalId, code, pointer, message } = each;
      return { externalId, status: "rejected", error: { code, pointer, message } };
    }),
  };
}
