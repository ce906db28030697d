import type { Database } from "./database";
import type { Health } from "./health";
import { type IncomingEvent, readEvents } from "./incoming-event";
import { parseJson, storable } from "./json";
import type { Pump } from "./pump";
import type { Registration } from "./registration";
import { listRuns, runsPage } from "./runs-page";
import { checkpoint, registerFunctions, runActions, runBatch } from "./sdk-routes";
import type { Handler, Incoming, Reply } from "./server";
import { bearerToken, sameSecret } from "./signature";
import { type Start, startsFor } from "./start";
import { parseSeed } from "./ulid";

/** What the routes need. `eventWaitMs`: how long an event waits for the database or the first sync before a 503. */
export type RouteParts = {
  sql: Database;
  pump: Pump;
  registration: Registration;
  health: () => Promise<Health>;
  eventKey: string;
  signingKey: string;
  now: () => number;
  eventWaitMs: number;
};

/** The engine's HTTP surface. */
export function routes(parts: RouteParts): Handler {
  const token = `Bearer ${bearerToken(parts.signingKey)}`;
  const authorized = (incoming: Incoming) => sameSecret(incoming.headers.authorization ?? "", token);

  return async (incoming) => {
    const { method } = incoming;
    const [first, second, third, fourth] = incoming.path;
    if (method === "POST" && first === "e" && second !== undefined)
      return await postEvents(parts, second, incoming);
    if (method === "GET" && (first === undefined || first === "runs" || first === "health")) {
      if (!fromThisMachine(incoming))
        return { status: 403, json: { error: "ask by a loopback address", status: 403 } };
      if (first === "health") return { status: 200, json: await parts.health() };
      return first === "runs" ? await listRuns(parts, incoming.query) : await runsPage(parts);
    }
    const isSdkRoute = first === "fn" || first === "v0" || first === "v1";
    if (!isSdkRoute) return { status: 404, json: { error: "not found", status: 404 } };
    if (!authorized(incoming)) return { status: 401, json: { error: "unauthorized", status: 401 } };
    if (method === "POST" && first === "fn" && second === "register")
      return await registerFunctions(parts, incoming);
    if (method === "POST" && first === "v1" && second === "checkpoint" && third && fourth === "async") {
      return await checkpoint(parts, third, incoming);
    }
    if (method === "GET" && first === "v0" && second === "runs" && third) {
      if (fourth === "batch") return await runBatch(parts, third);
      if (fourth === "actions") return await runActions(parts, third);
    }
    return { status: 404, json: { error: "not supported by the embedded engine", status: 404 } };
  };
}

// A page elsewhere that has its own name resolve to 127.0.0.1 must not read this one through the browser.
function fromThisMachine(incoming: Incoming): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(incoming.headers.host ?? "");
}

const BUSY: Reply = {
  status: 503,
  json: { error: "the engine cannot take events now", status: 503 },
  headers: { "retry-after": "1" },
};

async function postEvents(parts: RouteParts, key: string, incoming: Incoming): Promise<Reply> {
  if (!sameSecret(key, parts.eventKey))
    return { status: 401, json: { error: "event key not found", status: 401 } };
  const body = parseJson(incoming.body);
  if (body === undefined) return { status: 400, json: { error: "the body is not JSON", status: 400 } };
  const seed = incoming.headers["x-inngest-event-id-seed"];
  const events = readEvents(body, parts.now(), parseSeed(typeof seed === "string" ? seed : undefined));
  if ("refused" in events) return { status: 400, json: { error: events.refused, status: 400 } };
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), parts.eventWaitMs);
  const stored = await Promise.race([store(parts, events, waiting.signal), aborted(waiting.signal)])
    .catch(() => false)
    .finally(() => clearTimeout(timer));
  if (!stored) return BUSY;
  return { status: 200, json: { ids: events.map((event) => event.key), status: 200 } };
}

async function store(parts: RouteParts, events: IncomingEvent[], signal: AbortSignal): Promise<boolean> {
  await parts.registration.known();
  const registry = parts.registration.current();
  const now = parts.now();
  const starts: Start[] = events.flatMap((event) => startsFor(event, registry, now));
  const waited = events.map((event) => ({ name: storable(event.name), text: event.text }));
  await parts.pump.submit({ starts, events: waited }, signal);
  return true;
}

function aborted(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(false), { once: true }));
}
