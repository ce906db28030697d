import { expect, test } from "vitest";
import { readAnswer } from "./answer";

const SDK = { "x-inngest-sdk": "inngest-js:v4", "x-inngest-req-version": "2" };
const read = (status: number, body: unknown, headers: Record<string, string> = SDK) =>
  readAnswer(
    { type: "answered", status, headers, body: typeof body === "string" ? body : JSON.stringify(body) },
    1_000,
  );

test("200 is the result of the function", () => {
  expect(read(200, { a: 1 })).toEqual({ type: "completed", result: { a: 1 } });
  expect(read(200, "")).toEqual({ type: "completed", result: null });
});

test("an answer without the SDK's header did not come from the function", () => {
  expect(read(200, "<html>", {})).toMatchObject({ type: "undelivered", reached: true });
  expect(read(401, {}, {})).toMatchObject({ reason: expect.stringContaining("signing key") });
  expect(readAnswer({ type: "refused", reason: "no" }, 0)).toMatchObject({ reached: false });
  expect(readAnswer({ type: "reset", reason: "gone" }, 0)).toMatchObject({ reached: true });
});

test("errors say whether and when to try again", () => {
  const error = { name: "Error", message: "x" };
  expect(read(500, error, { ...SDK, "x-inngest-no-retry": "false", "retry-after": "2" })).toEqual({
    type: "failed",
    error,
    retriable: true,
    retryAt: 3_000,
  });
  expect(read(400, error, { ...SDK, "x-inngest-no-retry": "true" })).toMatchObject({
    retriable: false,
    retryAt: null,
  });
  expect(read(500, { error: "step not found", foundSteps: [] })).toMatchObject({
    error: { message: "step not found" },
  });
  expect(readAnswer({ type: "timeout", reason: "no answer in time" }, 0)).toMatchObject({
    type: "failed",
    retriable: true,
  });
  expect(read(200, "not json")).toMatchObject({ type: "failed" });
});

test("206 is what the function asks for", () => {
  expect(read(206, [{ op: "Sleep", id: "a", name: "1s" }])).toMatchObject({
    type: "steps",
    version: 2,
    opcodes: [{ op: "Sleep", id: "a", name: "1s" }],
  });
  expect(read(206, { op: "RunComplete", id: "c", data: 1 })).toMatchObject({ type: "steps" });
  expect(read(206, [])).toMatchObject({ type: "failed", retriable: false });
  expect(read(206, [{ op: "AIGateway", id: "a", displayName: "ask" }])).toMatchObject({
    type: "failed",
    retriable: false,
    error: { message: 'operation AIGateway (step "ask") is not supported by the embedded engine' },
  });
});

test("a streamed answer is unwrapped", () => {
  const inner = {
    status: 500,
    headers: { "X-Inngest-No-Retry": "true" },
    body: JSON.stringify({ message: "x" }),
  };
  expect(read(201, `   ${JSON.stringify(inner)}`)).toMatchObject({ type: "failed", retriable: false });
});
