/** An HTTP answer, read to its end. `body` is the parsed JSON, or undefined when it is none. */
export type Answer = { status: number; headers: Headers; text: string; body: unknown; milliseconds: number };

export type ApiClient = ReturnType<typeof apiClient>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks once and reads the whole answer. Redirects are not followed. @throws TypeError when there is no answer */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const startedAt = performance.now();
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(30_000), ...init });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, text, body: parsed(text), milliseconds: performance.now() - startedAt };
}

/**
 * Calls the public API as a customer's backend does.
 * @param key the API key; `null` sends none
 */
export function apiClient(web: string, key: string | null) {
  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const call = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    ask(`${web}${path}`, {
      method,
      headers: {
        ...authorization,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  return {
    call,
    get: (path: string) => call("GET", path),
    post: (path: string, body: unknown, headers?: Record<string, string>) =>
      call("POST", path, JSON.stringify(body), headers),
    /** Posts to the events endpoint: one event, or `{ events }`. */
    send: (body: unknown, headers?: Record<string, string>) =>
      call("POST", "/api/v1/events", JSON.stringify(body), headers),
  };
}
