import { vi } from "vitest";

/** Repeats assertions until they hold; fails with the last of them after `timeout` ms. */
export function eventually(assertions: () => void | Promise<void>, timeout = 10_000): Promise<void> {
  return vi.waitFor(assertions, { timeout, interval: 5 });
}

/** A moment `ms` from now, as RetryAfterError takes it. */
export function shortly(ms = 30): Date {
  return new Date(Date.now() + ms);
}
