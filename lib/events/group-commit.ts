import { AppError } from "@/lib/errors";

type Waiting<Item, Result> = {
  items: readonly Item[];
  resolve: (results: Result[]) => void;
  reject: (error: unknown) => void;
};

type Options<Item, Result> = {
  /** Stores the items in one statement; answers one result an item, in order. */
  run: (items: readonly Item[]) => Promise<Result[]>;
  /** Most items of one statement. A larger request goes alone. */
  maxItems: number;
  /** Statements under way at once. */
  maxInFlight: number;
  /** Items that may wait; above it new ones are refused, so that memory stays flat under overload. */
  maxWaiting: number;
};

/**
 * Group commit: requests that arrive while a statement is under way share the next one. Adds no wait when idle.
 * Each caller is answered only after the statement that holds its items has committed.
 */
export function createGroupCommit<Item, Result>({
  run,
  maxItems,
  maxInFlight,
  maxWaiting,
}: Options<Item, Result>) {
  const queue: Waiting<Item, Result>[] = [];
  let waiting = 0;
  let inFlight = 0;

  function takeGroup(): Waiting<Item, Result>[] {
    const group: Waiting<Item, Result>[] = [];
    let size = 0;
    for (let next = queue[0]; next; next = queue[0]) {
      if (group.length > 0 && size + next.items.length > maxItems) break;
      group.push(next);
      queue.shift();
      size += next.items.length;
    }
    waiting -= size;
    return group;
  }

  async function commit(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(group.flatMap((entry) => entry.items));
      let from = 0;
      for (const entry of group) {
        entry.resolve(results.slice(from, from + entry.items.length));
        from += entry.items.length;
      }
    } catch (error) {
      for (const entry of group) entry.reject(error);
    }
  }

  function pump(): void {
    while (inFlight < maxInFlight && queue.length > 0) {
      inFlight++;
      void commit(takeGroup()).finally(() => {
        inFlight--;
        pump();
      });
    }
  }

  return {
    /** @throws AppError `unavailable` when too much is waiting already. */
    submit(items: readonly Item[]): Promise<Result[]> {
      if (items.length === 0) return Promise.resolve([]);
      if (waiting > 0 && waiting + items.length > maxWaiting) {
        throw new AppError(
          "unavailable",
          "Bellwire is taking in more than it can store just now. Nothing was stored; send it again.",
          {
            code: "overloaded",
            retryAfterSeconds: 1,
          },
        );
      }
      return new Promise((resolve, reject) => {
        queue.push({ items, resolve, reject });
        waiting += items.length;
        pump();
      });
    },
    get isIdle(): boolean {
      return inFlight === 0 && queue.length === 0;
    },
  };
}
export type GroupCommit<Item, Result> = ReturnType<typeof createGroupCommit<Item, Result>>;
