import { expect, test } from "vitest";
import type { CallItem } from "./claimed-item";
import { buildRegistry } from "./registry";
import { type Moment, transition } from "./transition";

const registry = buildRegistry([
  {
    id: "f",
    triggers: [{ event: "x" }],
    steps: { step: { runtime: { type: "http", url: "" }, retries: { attempts: 1 } } },
  },
  {
    id: "f-failure",
    triggers: [{ event: "inngest/function.failed", expression: "event.data.function_id == 'f'" }],
    steps: { step: { runtime: { type: "http", url: "" }, retries: { attempts: 1 } } },
  },
]);
const moment: Moment = { now: 10_000, began: 9_000, random: 0, registry };
const item: CallItem = {
  id: 1,
  kind: "call",
  fn: "f",
  run: "r",
  step: null,
  gen: 3,
  attempt: 0,
  lost: 0,
  due: 9_000,
  tag: null,
  bound: null,
  payload: null,
  nested: false,
  events: '[{"name":"x","data":{"id":1}}]',
  version: -1,
  stack: [],
  steps: null,
};
const fence = { item: 1, gen: 3 };

test("a run without steps that completed ends in one stroke", () => {
  expect(transition(item, { type: "completed", result: { b: 1 } }, moment)).toEqual({
    end: { ...fence, run: "r", result: '{"b":1}', began: 9_000 },
  });
});

test("a run that others may wait for ends by the longer way", () => {
  const { ops, end } = transition({ ...item, nested: true }, { type: "completed", result: 1 }, moment);
  expect(end).toBeUndefined();
  expect(ops).toMatchObject([{ op: "end", status: "completed", memo: '{"data":1,"type":"data"}' }]);
});

test("a failed attempt waits, or fails the run and tells onFailure", () => {
  const failed = { type: "failed", error: { message: "x" }, retriable: true, retryAt: null } as const;
  expect(transition(item, failed, moment).ops).toEqual([{ op: "retry", ...fence, due: 25_000, lost: 0 }]);
  expect(transition(item, { ...failed, retryAt: 10_123 }, moment).ops).toMatchObject([{ due: 10_123 }]);
  for (const last of [
    transition({ ...item, attempt: 1 }, failed, moment),
    transition(item, { ...failed, retriable: false }, moment),
  ]) {
    expect(last.ops).toMatchObject([
      { op: "end", status: "failed", result: '{"message":"x"}', starts: [{ fn: "f-failure" }] },
    ]);
  }
});

test("a call that did not arrive costs nothing; one that was cut off counts until it is poison", () => {
  const refused = transition(item, { type: "undelivered", reason: "", reached: false }, moment);
  expect(refused.ops).toEqual([{ op: "release", ...fence, due: 10_000, lost: 0 }]);
  const cut = { type: "undelivered", reason: "cut", reached: true } as const;
  expect(transition({ ...item, lost: 1 }, cut, moment).ops).toEqual([
    { op: "release", ...fence, due: 10_500, lost: 2 },
  ]);
  expect(transition({ ...item, lost: 4 }, cut, moment).ops).toMatchObject([{ op: "retry", lost: 0 }]);
});

test("steps become memos, plans, timers and pauses of one change", () => {
  const opcodes = [
    { op: "StepRun", id: "a", data: 1 },
    { op: "StepPlanned", id: "b" },
    { op: "Sleep", id: "c", name: "5s" },
    { op: "WaitForEvent", id: "d", name: "y", opts: { timeout: "1m", if: "event.data.id == async.data.id" } },
  ] as const;
  const { ops } = transition(
    item,
    { type: "steps", opcodes: [...opcodes], version: 2, retryAt: null },
    moment,
  );
  expect(ops).toMatchObject([
    {
      op: "advance",
      saves: [{ id: "a" }],
      plans: [{ id: "b" }],
      wakes: [
        { id: "c", due: 15_000 },
        { id: "d", due: 70_000 },
      ],
      waits: [{ id: "d", event: "y", path: '["data","id"]' }],
    },
  ]);
});

test("a step that failed is tried again, and what ran before it is kept", () => {
  const opcodes = [
    { op: "StepRun", id: "a", data: 1 },
    { op: "StepError", id: "b", error: { message: "x" } },
  ] as const;
  const { ops } = transition(
    item,
    { type: "steps", opcodes: [...opcodes], version: 2, retryAt: 10_050 },
    moment,
  );
  expect(ops).toMatchObject([
    { op: "checkpoint", saves: [{ id: "a" }] },
    { op: "retry", due: 10_050 },
  ]);
});
