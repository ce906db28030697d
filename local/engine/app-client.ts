import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { errorText } from "./logger";
import { signRequest } from "./signature";

/** What came back from the app, or how the call failed: `refused` never reached it, `reset` may have. */
export type AppReply =
  | { type: "answered"; status: number; headers: Record<string, string>; body: string }
  | { type: "refused" | "reset" | "timeout"; reason: string };

/** One signed request. `query` goes after the app's URL; `headers` are added to the signature. */
export type AppRequest = {
  method: "POST" | "PUT";
  query: string;
  body: string;
  headers: Record<string, string>;
  timeoutMs: number;
};

/** The engine's way to the app: signed, over connections that are kept open. */
export type AppClient = { send(request: AppRequest): Promise<AppReply>; close(): void };

const LARGEST_ANSWER = 32 * 1024 * 1024;
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** A client for `appUrl`; at most `connections` requests at once, the rest wait for a connection. */
export function createAppClient(options: {
  appUrl: string;
  signingKey: string;
  connections: number;
}): AppClient {
  const url = new URL(options.appUrl);
  const secure = url.protocol === "https:";
  const settings = { keepAlive: true, maxSockets: options.connections, scheduling: "lifo" as const };
  const agent = secure ? new HttpsAgent(settings) : new HttpAgent(settings);
  const open = secure ? httpsRequest : httpRequest;

  function once(given: AppRequest): Promise<AppReply & { stale?: boolean }> {
    return new Promise((resolve) => {
      const body = Buffer.from(given.body);
      const path = `${url.pathname}${given.query}`;
      const headers = {
        "content-type": "application/json",
        "content-length": body.length,
        "x-inngest-signature": signRequest(given.body, options.signingKey, Date.now()),
        "x-inngest-server-kind": "cloud",
        ...given.headers,
      };
      const target = { protocol: url.protocol, hostname: url.hostname, port: url.port, path };
      const request = open({ ...target, method: given.method, headers, agent });
      const timer = setTimeout(() => request.destroy(new Error("timeout")), given.timeoutMs);
      const settle = (reply: AppReply & { stale?: boolean }) => {
        clearTimeout(timer);
        resolve(reply);
      };
      request.on("response", (response) => readReply(response, settle));
      request.on("error", (error) => {
        settle({ ...failure(error), stale: request.reusedSocket && !timedOut(error) });
      });
      request.end(body);
    });
  }

  return {
    // A kept connection may have been closed by the app while it was idle: then the request goes out once more.
    // But where nobody listens any more, it was this very call that the app died under, for all we know.
    send: async (given) => {
      const first = await once(given);
      if (first.type !== "reset" || !first.stale) return first;
      const second = await once(given);
      return second.type === "refused" ? first : second;
    },
    close: () => agent.destroy(),
  };
}

function readReply(response: IncomingMessage, settle: (reply: AppReply) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > LARGEST_ANSWER) response.destroy(new Error("the answer is larger than 32 MiB"));
    else chunks.push(chunk);
  });
  response.on("end", () => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
    }
    settle({
      type: "answered",
      status: response.statusCode ?? 0,
      headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
  });
  response.on("error", (error) => settle(failure(error)));
  response.on("aborted", () => settle({ type: "reset", reason: "the connection closed during the answer" }));
}

function timedOut(error: Error): boolean {
  return error.message === "timeout";
}

function failure(error: Error): AppReply {
  if (timedOut(error)) return { type: "timeout", reason: "no answer in time" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { type: NEVER_SENT.has(code) ? "refused" : "reset", reason: errorText(error) };
}
