import { lookup as askSystem } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { Agent, buildConnector, request } from "undici";
import { bareHost, mayReach, parseEndpoint, type Reach } from "@/lib/webhooks/endpoint";

/** A request that was not made because of where it would have gone. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Address = { address: string; family: number };
/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

const connectMs = 5_000;
const bodyLimit = 64 * 1024;

const notPublic = () =>
  new Unreachable("private_address", "The host leads to an address that is not public.");

const resolveBySystem: Resolve = (hostname) => askSystem(hostname, { all: true, verbatim: true });

/** Second look: every address that the name has, and the connection is made to one of those and no other. */
function guardedLookup(reach: Reach, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    const fail = (error: NodeJS.ErrnoException) => callback(error, "", 0);
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (!first) return fail(Object.assign(new Error("The name has no address."), { code: "ENOTFOUND" }));
        if (!found.every(({ address }) => mayReach(address, reach))) return fail(notPublic());
        return options.all ? callback(null, [...found]) : callback(null, first.address, first.family);
      },
      (error: unknown) => fail(error instanceof Error ? error : new Error("The name could not be asked.")),
    );
  };
}

/** First look once more, for an address that is written out is never looked up; third look: who is at the other end. */
function guardedConnector(reach: Reach, resolve: Resolve): buildConnector.connector {
  const connect = buildConnector({
    timeout: connectMs,
    allowH2: false,
    lookup: guardedLookup(reach, resolve),
  });
  return (options, callback) => {
    const host = bareHost(options.hostname);
    const isWrittenOut = /^[\d.]+$/.test(host) || host.includes(":");
    if (isWrittenOut && !mayReach(host, reach)) return callback(notPublic(), null);
    return connect(options, (error, socket) => {
      if (error || !socket) return callback(error ?? new Error("No connection was made."), null);
      if (mayReach(socket.remoteAddress ?? "", reach)) return callback(null, socket);
      socket.destroy();
      return callback(notPublic(), null);
    });
  };
}

export type SafeAnswer = {
  status: number;
  retryAfter: string | null;
  contentType: string | null;
  /** At most 64 kB of it. */
  body: Buffer;
};

type Post = { url: string; headers: Readonly<Record<string, string>>; body: string; withinMs: number };

async function readCapped(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop closes the connection: nobody reads the rest.
    if (size >= bodyLimit) break;
  }
  return Buffer.concat(chunks).subarray(0, bodyLimit);
}

const oneOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header) ?? null;

/**
 * Makes a way to post to addresses that customers name (reference: SSRF guard): public ones alone unless the operator says
 * otherwise, by three looks; no redirects, no proxy, five seconds to connect, 64 kB of answer.
 * The post throws `Unreachable` when it was not made, and what the network threw when it failed.
 */
export function createSafePost(
  reach: Reach,
  resolve: Resolve = resolveBySystem,
): { post: (post: Post) => Promise<SafeAnswer>; close: () => Promise<void> } {
  const agent = new Agent({
    connect: guardedConnector(reach, resolve),
    pipelining: 1,
    connections: 32,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 30_000,
  });
  const post = async ({ url, headers, body, withinMs }: Post): Promise<SafeAnswer> => {
    const endpoint = parseEndpoint(url, reach);
    if (!endpoint.ok) throw new Unreachable(endpoint.code, endpoint.reason);
    const answer = await request(endpoint.url, {
      dispatcher: agent,
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(withinMs),
      headersTimeout: withinMs,
      bodyTimeout: withinMs,
    });
    return {
      status: answer.statusCode,
      retryAfter: oneOf(answer.headers["retry-after"]),
      contentType: oneOf(answer.headers["content-type"]),
      body: await readCapped(answer.body),
    };
  };
  return { post, close: () => agent.destroy() };
}
