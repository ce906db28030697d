type Options = { maxAgeMilliseconds: number; maxEntries: number; now: () => number };
type Entry<Value> = { at: number; value: Promise<Value> };

/**
 * Remembers answers (also “no such thing”) for a moment. Callers that ask for one key at the same time share one look-up;
 * a look-up that fails is forgotten. An entry's age counts from when its look-up began.
 */
export function timedCache<Value>({ maxAgeMilliseconds, maxEntries, now }: Options) {
  const entries = new Map<string, Entry<Value>>();

  return {
    get(key: string, look: () => Promise<Value>): Promise<Value> {
      const at = now();
      const known = entries.get(key);
      if (known && at - known.at < maxAgeMilliseconds) return known.value;
      const value = look();
      entries.delete(key);
      entries.set(key, { at, value });
      value.catch(() => {
        if (entries.get(key)?.value === value) entries.delete(key);
      });
      if (entries.size > maxEntries) {
        const oldest = entries.keys().next();
        if (!oldest.done) entries.delete(oldest.value);
      }
      return value;
    },
    get size() {
      return entries.size;
    },
  };
}
