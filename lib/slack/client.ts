import { type Logger, LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";

/** The library's own log would print request bodies and codes; our line an attempt says all that is wanted. */
export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

type Far = { apiUrl: string; timeoutMs: number };

/**
 * How a client of Slack's library behaves here. Waiting and trying again are the delivery layer's, which does it durably,
 * so that the client does neither. `timeoutMs` covers the answer's body too.
 *
 * A fresh literal each time, and `headers` is never in it: the library writes the token into that object, and a shared
 * one would carry it to the next tenant. `allowAbsoluteUrls: false` keeps the token from other hosts; `no-store` keeps
 * Next from caching answers.
 */
export function slackClientOptions({
  apiUrl,
  timeoutMs,
}: Far): Omit<WebClientOptions, "headers" | "logger" | "logLevel"> {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    maxRequestConcurrency: 1,
    allowAbsoluteUrls: false,
    fetch: (url, init) => fetch(url, { ...init, cache: "no-store" }),
  };
}

/** Slack's Web API for one token and one call; without a token for the few methods that take none. */
export function createSlackClient(token: string | undefined, far: Far): WebClient {
  return new WebClient(token, { ...slackClientOptions(far), logger: silent });
}
