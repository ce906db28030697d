import { type Logger, LogLevel, WebClient } from "@slack/web-api";

/** The library's own log would print request bodies and codes; our line an attempt says all that is wanted. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/**
 * Slack's Web API for one token and one call. Waiting and trying again are the delivery layer's, which does it durably,
 * so that the client does neither. `timeoutMs` covers the answer's body too.
 *
 * The options are a fresh literal, and `headers` is never among them: the library writes the token into that object,
 * and a shared one would carry it to the next tenant. `allowAbsoluteUrls: false` keeps the token from other hosts;
 * `no-store` keeps Next from caching answers.
 */
export function createSlackClient(
  token: string,
  { apiUrl, timeoutMs }: { apiUrl: string; timeoutMs: number },
): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    maxRequestConcurrency: 1,
    allowAbsoluteUrls: false,
    logger: silent,
    fetch: (url, init) => fetch(url, { ...init, cache: "no-store" }),
  });
}
