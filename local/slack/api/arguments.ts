import { type Refusal, refuse } from "@/local/slack/api/refusal";
import { formFields, type Incoming, mediaType } from "@/local/slack/http/incoming";
import { isJsonObject, type Json, type JsonObject, parseJson } from "@/local/slack/world/json";

/** The arguments of a call, wherever they stood: query, form or JSON. */
export interface Arguments {
  readonly values: JsonObject;
  /** A token in the form or the query; never one in a JSON body, which Slack does not read. */
  readonly token: string | undefined;
  readonly warning: "missing_charset" | "superfluous_charset" | undefined;
}

/** Reads the arguments of a Web API call, or says with which word Slack refuses its body. */
export function readArguments(incoming: Incoming): Arguments | Refusal {
  const query = Object.fromEntries(incoming.url.searchParams);
  const type = mediaType(incoming);
  const hasCharset = (incoming.headers["content-type"] ?? "").toLowerCase().includes("charset");
  if (incoming.method === "GET" || (incoming.body === "" && type === "")) {
    return { values: query, token: query.token, warning: undefined };
  }
  if (type === "application/json") return jsonArguments(incoming, query, hasCharset);
  if (type === "application/x-www-form-urlencoded") {
    const values = { ...query, ...formFields(incoming.body) };
    const token = typeof values.token === "string" ? values.token : undefined;
    return { values, token, warning: hasCharset ? "superfluous_charset" : undefined };
  }
  return refuse(type === "" ? "missing_post_type" : "invalid_post_type");
}

function jsonArguments(
  incoming: Incoming,
  query: Record<string, string>,
  hasCharset: boolean,
): Arguments | Refusal {
  const body = incoming.body === "" ? {} : parseJson(incoming.body);
  if (body === undefined) return refuse("invalid_json");
  if (!isJsonObject(body)) return refuse("json_not_object");
  return {
    values: { ...query, ...body },
    token: query.token,
    warning: hasCharset ? undefined : "missing_charset",
  };
}

/** An argument as text; numbers and truth values as they are written. */
export function textArgument(values: JsonObject, name: string): string | undefined {
  const value = values[name];
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** An argument as a truth value: `true`, `1` and `"true"` are true. */
export function flagArgument(values: JsonObject, name: string): boolean {
  const value = textArgument(values, name);
  return value === "true" || value === "1";
}

/** A structured argument: itself in a JSON body, JSON text in a form. `malformed` when that is not JSON. */
export function jsonArgument(values: JsonObject, name: string): Json | undefined | typeof malformed {
  const value = values[name];
  if (typeof value !== "string") return value;
  return value === "" ? undefined : (parseJson(value) ?? malformed);
}

/** The sign that a structured argument could not be read. */
export const malformed = Symbol("malformed");
