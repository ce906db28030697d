import type { CallItem } from "./claimed-item";
import { deadline } from "./duration";
import { internalEvent } from "./incoming-event";
import { isObject, parseJson, storable } from "./json";
import { dataMemo, errorMemo } from "./memo";
import type { Opcode } from "./opcode";
import type { Registry } from "./registry";
import { pauseMatch, type Start, startOf } from "./start";
import { failed, type Moment, savesOf } from "./transition";
import type { Op, Work } from "./work";

type Advance = Extract<Op, { op: "advance" }>;

/** What a run does after a call that reported steps: memoise, plan, sleep, wait, invoke, or be called again. */
export function advance(item: CallItem, opcodes: Opcode[], version: number, moment: Moment): Work {
  if (version === 1) return giveUp(item, "optimizeParallelism: false is not supported", moment);
  const op: Advance = {
    op: "advance",
    item: item.id,
    gen: item.gen,
    run: item.run,
    version,
    saves: savesOf(opcodes),
    plans: [],
    wakes: [],
    waits: [],
    starts: [],
  };
  try {
    for (const opcode of opcodes) add(op, item, opcode, moment);
  } catch (error) {
    return giveUp(item, error instanceof Error ? error.message : String(error), moment);
  }
  return { ops: [op] };
}

function giveUp(item: CallItem, message: string, moment: Moment): Work {
  return failed(item, { error: { name: "Error", message }, retriable: false, retryAt: null }, moment);
}

function add(op: Advance, item: CallItem, opcode: Opcode, moment: Moment): void {
  const { id } = opcode;
  switch (opcode.op) {
    case "StepPlanned":
      op.plans.push({ id });
      return;
    case "Sleep":
      op.wakes.push({ id, due: deadline(opcode.name, moment.now), memo: dataMemo(null) });
      return;
    case "WaitForEvent": {
      const until = deadline(opcode.opts.timeout, moment.now);
      const match = pauseMatch(opcode.opts.if, firstEvent(item));
      if (opcode.name.startsWith("inngest/")) throw new Error(`waiting for ${opcode.name} is not supported`);
      op.waits.push({ id, event: storable(opcode.name), ...match });
      op.wakes.push({ id, due: until, memo: dataMemo(null) });
      return;
    }
    case "InvokeFunction":
      invoke(op, item, opcode, moment);
      return;
    default:
      return;
  }
}

function invoke(
  op: Advance,
  item: CallItem,
  opcode: Extract<Opcode, { op: "InvokeFunction" }>,
  moment: Moment,
): void {
  const { function_id: fn, payload, timeout } = opcode.opts;
  const child = invokedRun(moment.registry, item, opcode.id, fn, payload ?? {}, moment.now);
  if (child === null) {
    const message = `cannot invoke ${fn}: there is no such function`;
    op.saves.push({ id: opcode.id, memo: errorMemo({ name: "Error", message }) });
    return;
  }
  const late = {
    name: "InngestInvokeTimeoutError",
    message: `the invoked function did not end in ${timeout}`,
  };
  const due = timeout === undefined ? null : deadline(timeout, moment.now);
  op.wakes.push({ id: opcode.id, due, memo: errorMemo(late) });
  op.starts.push(child);
}

function invokedRun(
  registry: Registry,
  item: CallItem,
  step: string,
  fn: string,
  payload: Record<string, unknown>,
  now: number,
): Start | null {
  const spec = registry.functions.get(fn);
  if (!spec) return null;
  const data = isObject(payload.data) ? payload.data : {};
  const id = `${item.run}:${step}`;
  const event = internalEvent("inngest/function.invoked", id, data, now);
  const start = startOf({ ...spec, batchEvents: undefined, debounce: undefined }, event, now);
  return { ...start, parent_run: item.run, parent_step: step };
}

function firstEvent(item: CallItem): unknown {
  const events = parseJson(item.events);
  return Array.isArray(events) ? events[0] : null;
}
