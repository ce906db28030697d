import { advance } from "./advance";
import type { Answer } from "./answer";
import { redeliveryDelay, retryDelay } from "./backoff";
import type { CallItem } from "./claimed-item";
import { DEFAULT_RETRIES } from "./function-spec";
import { internalEvent } from "./incoming-event";
import { canonical, parseJson, storable } from "./json";
import { dataMemo, errorMemo, KEEP } from "./memo";
import type { Opcode } from "./opcode";
import type { Registry } from "./registry";
import { startsFor } from "./start";
import type { Op, Work } from "./work";

/** What a transition needs to know beside the item and the answer. */
export type Moment = { now: number; began: number; random: number; registry: Registry };

/** After how many lost leases in a row a call counts as a failed attempt. */
export const MOST_LOST = 5;

/** How often a function is tried in all. */
export function maxAttempts(registry: Registry, fn: string): number {
  return (registry.functions.get(fn)?.retries ?? DEFAULT_RETRIES) + 1;
}

/** Turns the answer to a call into the change of the queue that follows from it. Pure. */
export function transition(item: CallItem, answer: Answer, moment: Moment): Work {
  const fence = { item: item.id, gen: item.gen };
  switch (answer.type) {
    case "completed":
      return completed(item, answer.result, moment);
    case "failed":
      return failed(item, answer, moment);
    case "undelivered": {
      if (!answer.reached) return { ops: [{ op: "release", ...fence, due: moment.now, lost: item.lost }] };
      const lost = item.lost + 1;
      if (lost >= MOST_LOST) return failed(item, poisoned(answer.reason), moment);
      return { ops: [{ op: "release", ...fence, due: moment.now + redeliveryDelay(item.lost), lost }] };
    }
    case "steps":
      return stepped(item, answer, moment);
  }
}

/** The verdict on a call whose lease was lost too often. */
export function poisoned(reason: string): { error: unknown; retriable: boolean; retryAt: null } {
  const message = `the call was lost ${MOST_LOST} times in a row; the last time: ${reason}`;
  return { error: { name: "Error", message }, retriable: true, retryAt: null };
}

function stepped(item: CallItem, answer: Extract<Answer, { type: "steps" }>, moment: Moment): Work {
  const complete = answer.opcodes.find((opcode) => opcode.op === "RunComplete");
  if (complete?.op === "RunComplete") return completed(item, complete.data, moment);
  const error = answer.opcodes.find((opcode) => opcode.op === "StepError");
  if (error?.op !== "StepError") return advance(item, answer.opcodes, answer.version, moment);
  const verdict = { error: error.error, retriable: true, retryAt: answer.retryAt };
  const saves = savesOf(answer.opcodes);
  const work = failed(item, verdict, moment);
  if (saves.length === 0) return work;
  const saved: Op = { op: "checkpoint", item: item.id, gen: item.gen, run: item.run, saves };
  return { ops: [saved, ...(work.ops ?? [])] };
}

/** The memos of the steps that ran. */
export function savesOf(opcodes: readonly Opcode[]): { id: string; memo: string }[] {
  return opcodes.flatMap((opcode) => {
    if (opcode.op === "StepRun" || opcode.op === "Step")
      return [{ id: opcode.id, memo: dataMemo(opcode.data) }];
    if (opcode.op === "StepFailed") return [{ id: opcode.id, memo: errorMemo(opcode.error) }];
    return [];
  });
}

function completed(item: CallItem, result: unknown, moment: Moment): Work {
  const fence = { item: item.id, gen: item.gen };
  const text = storable(canonical(result));
  const plain = item.step === null && item.steps === null && !item.nested;
  if (plain) return { end: { ...fence, run: item.run, result: text, began: moment.began } };
  return {
    ops: [
      {
        op: "end",
        ...fence,
        run: item.run,
        status: "completed",
        result: text,
        began: moment.began,
        keep: null,
        memo: dataMemo(result),
        starts: [],
      },
    ],
  };
}

/** A failed attempt: tried again later, or the end of the run and the event that says so. */
export function failed(
  item: CallItem,
  verdict: { error: unknown; retriable: boolean; retryAt: number | null },
  moment: Moment,
): Work {
  const fence = { item: item.id, gen: item.gen };
  const more = item.attempt + 1 < maxAttempts(moment.registry, item.fn);
  if (verdict.retriable && more) {
    const due = verdict.retryAt ?? moment.now + retryDelay(item.attempt, moment.random);
    return { ops: [{ op: "retry", ...fence, due, lost: 0 }] };
  }
  return {
    ops: [
      {
        op: "end",
        ...fence,
        run: item.run,
        status: "failed",
        result: storable(canonical(verdict.error)),
        began: moment.began,
        keep: KEEP.failed,
        memo: errorMemo(verdict.error),
        starts: failureStarts(item, verdict.error, moment),
      },
    ],
  };
}

function failureStarts(item: CallItem, error: unknown, moment: Moment) {
  const events = parseJson(item.events);
  const list = Array.isArray(events) ? events : [];
  const data = { function_id: item.fn, run_id: item.run, error, event: list[0] ?? null, events: list };
  const event = internalEvent("inngest/function.failed", item.run, data, moment.now);
  return startsFor(event, moment.registry, moment.now);
}
