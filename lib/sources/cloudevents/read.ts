import { AppError } from "@/lib/errors";
import { batchLimit } from "@/lib/events/schema";
import { attributesOfHeaders } from "./attributes";

export type Mode = "structured" | "batch" | "binary";

const mediaTypeOf = (headers: Headers) =>
  (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** In which of its three ways a request carries CloudEvents (HTTP protocol binding 1.0, §3); undefined when it carries none. */
export function modeOf(headers: Headers): Mode | undefined {
  const mediaType = mediaTypeOf(headers);
  if (mediaType === "application/cloudevents-batch+json") return "batch";
  if (mediaType === "application/cloudevents+json" || mediaType === "application/cloudevents")
    return "structured";
  return headers.has("ce-specversion") || headers.has("ce-type") ? "binary" : undefined;
}

const isJson = (mediaType: string) =>
  mediaType === "" ||
  mediaType === "application/json" ||
  mediaType === "text/json" ||
  mediaType.endsWith("+json");

const malformed = (detail: string) => new AppError("malformed", detail, { code: "malformed_json" });

function parse(text: string): unknown {
  if (text.trim() === "") throw malformed("The body is empty. Send a JSON document.");
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("The body is not a JSON document.");
  }
}

const textOf = (raw: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(raw);

function strictTextOf(raw: Uint8Array): string {
  try {
    return textOf(raw);
  } catch {
    throw malformed("The body is not valid UTF-8.");
  }
}

/** The data of an event in binary mode is the body: JSON as JSON, text as text, anything else as base64. */
function binaryEvent(headers: Headers, raw: Uint8Array): Record<string, unknown> {
  const attributes = attributesOfHeaders(headers);
  if (raw.byteLength === 0) return attributes;
  if (isJson(mediaTypeOf(headers))) return { ...attributes, data: parse(strictTextOf(raw)) };
  try {
    return { ...attributes, data: textOf(raw) };
  } catch {
    return { ...attributes, data_base64: Buffer.from(raw).toString("base64") };
  }
}

/**
 * The CloudEvents of a request, in their JSON form.
 * @throws AppError `malformed` (malformed_json) when the body is no JSON; `invalid` (batch_size) for a batch that is none or too long.
 */
export function readCloudEvents(mode: Mode, headers: Headers, raw: Uint8Array): unknown[] {
  if (mode === "binary") return [binaryEvent(headers, raw)];
  const body = parse(strictTextOf(raw));
  if (mode === "structured") return [body];
  if (!Array.isArray(body) || body.length === 0 || body.length > batchLimit) {
    throw new AppError("invalid", `A batch of CloudEvents is a list of 1 to ${batchLimit} events.`, {
      code: "batch_size",
      errors: [{ pointer: "", message: `must be a list of 1 to ${batchLimit} events` }],
    });
  }
  return body;
}
