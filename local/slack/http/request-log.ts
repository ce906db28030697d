/** One request to Slack's own surface, as it came, with its answer. */
export interface RequestEntry {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Wall clock milliseconds with a fraction. */
  readonly at: number;
  /** HTTP status of the answer; 0 while there is none, and for an answer that was withheld. */
  status: number;
}

/** The last requests, oldest first. */
export interface RequestLog {
  add(entry: RequestEntry): void;
  list(): readonly RequestEntry[];
  /** How many came in all, those already forgotten included. */
  total(): number;
  clear(): void;
}

const kept = 2_000;
const dropAtOnce = 200;

/** An empty log that keeps the last two thousand requests. */
export function createRequestLog(): RequestLog {
  let entries: RequestEntry[] = [];
  let total = 0;
  return {
    add(entry) {
      entries.push(entry);
      total += 1;
      if (entries.length > kept + dropAtOnce) entries = entries.slice(dropAtOnce);
    },
    list: () => entries,
    total: () => total,
    clear() {
      entries = [];
      total = 0;
    },
  };
}
