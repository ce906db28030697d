import type { AppReply } from "./app-client";
import { retryAfter } from "./backoff";
import { isObject, parseJson } from "./json";
import { type Opcode, readOpcodes } from "./opcode";

/** What a call amounts to. `undelivered`: the function did not run, or nobody knows; it is called again. */
export type Answer =
  | { type: "completed"; result: unknown }
  | { type: "steps"; opcodes: Opcode[]; version: number; retryAt: number | null }
  | { type: "failed"; error: unknown; retriable: boolean; retryAt: number | null }
  | { type: "undelivered"; reason: string; reached: boolean };

/** Reads a reply. Only an answer that carries the SDK's own header counts as one. */
export function readAnswer(reply: AppReply, now: number): Answer {
  if (reply.type === "timeout") return failed(reply.reason);
  if (reply.type !== "answered") {
    return { type: "undelivered", reason: reply.reason, reached: reply.type === "reset" };
  }
  const { headers } = reply;
  let { status, body } = reply;
  if (headers["x-inngest-sdk"] === undefined) {
    const hint = status === 401 ? ": does the signing key differ?" : "";
    return { type: "undelivered", reason: `answered ${status}, but not by the SDK${hint}`, reached: true };
  }
  if (status === 201) {
    const streamed = parseJson(body.trim());
    if (!isObject(streamed) || typeof streamed.status !== "number")
      return failed("unreadable streamed answer");
    status = streamed.status;
    body = typeof streamed.body === "string" ? streamed.body : JSON.stringify(streamed.body ?? null);
    if (isObject(streamed.headers)) Object.assign(headers, lowerCased(streamed.headers));
  }
  const value = body === "" ? null : parseJson(body);
  if (value === undefined) return failed(`answered ${status} with a body that is not JSON`);
  const retryAt = retryAfter(headers["retry-after"], now);
  if (status === 200) return { type: "completed", result: value };
  if (status === 206) {
    const version = Number(headers["x-inngest-req-version"] ?? 2);
    const opcodes = readOpcodes(value);
    if (typeof opcodes === "string") return { ...failed(opcodes), retriable: false };
    return { type: "steps", opcodes, version, retryAt };
  }
  const error = isObject(value) && "error" in value && !("message" in value) ? notFound(value.error) : value;
  return { type: "failed", error, retriable: headers["x-inngest-no-retry"] !== "true", retryAt };
}

function notFound(message: unknown): { name: string; message: string } {
  return { name: "Error", message: String(message) };
}

function failed(message: string): Extract<Answer, { type: "failed" }> {
  return { type: "failed", error: { name: "Error", message }, retriable: true, retryAt: null };
}

function lowerCased(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
