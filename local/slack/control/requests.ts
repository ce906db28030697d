import { redact, redactHeaders } from "@/local/slack/http/redact";
import type { World } from "@/local/slack/world/world";

/**
 * The last requests to Slack's own surface, oldest first, without their secrets. `path` keeps those whose path
 * holds that text, `limit` the newest so many.
 */
export function listRequests(world: World, query: URLSearchParams) {
  const part = query.get("path");
  const all = world.requests.list().filter((entry) => part === null || entry.path.includes(part));
  const limited = query.has("limit") ? all.slice(-Number(query.get("limit"))) : all;
  return limited.map(({ method, path, status, at, headers, body }) => {
    return { method, path: redact(path), status, at, headers: redactHeaders(headers), body: redact(body) };
  });
}
