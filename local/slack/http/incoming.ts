import type { IncomingMessage } from "node:http";
import { isJsonObject, type Json, type JsonObject, parseJson } from "@/local/slack/world/json";

/** A request, read to its end. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Wall clock milliseconds with a fraction, taken when the last byte was here. */
  readonly receivedAt: number;
}

const base = "http://simulator.invalid";
const largestBody = 8 * 1024 * 1024;

/** Reads a request; `undefined` when its body is larger than eight megabytes. */
export async function readRequest(request: IncomingMessage): Promise<Incoming | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) return undefined;
    chunks.push(bytes);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  return {
    method: request.method ?? "GET",
    url: URL.parse(request.url ?? "/", base) ?? new URL(base),
    headers,
    body: Buffer.concat(chunks).toString("utf8"),
    receivedAt: performance.timeOrigin + performance.now(),
  };
}

/** The media type without its parameters, in lower case; empty when there is none. */
export function mediaType(incoming: Incoming): string {
  return (incoming.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The body as JSON; `undefined` when it is not JSON. An empty body is an empty object. */
export function jsonBody(incoming: Incoming): Json | undefined {
  return incoming.body.trim() === "" ? {} : parseJson(incoming.body);
}

/** The fields of a form. The last of several equal names wins. */
export function formFields(text: string): JsonObject {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The body as an object, whether it came as a form or as JSON. */
export function objectBody(incoming: Incoming): JsonObject | undefined {
  if (mediaType(incoming) === "application/x-www-form-urlencoded") return formFields(incoming.body);
  const parsed = jsonBody(incoming);
  return isJsonObject(parsed) ? parsed : undefined;
}
