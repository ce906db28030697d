import { Cron } from "croner";

const ZONED = /^TZ=(\S+)\s+(.+)$/;

/**
 * The first tick of a five-field cron expression after `afterMs`, with an optional `TZ=Area/City ` before it
 * (default UTC). Null when it is not valid or never fires.
 */
export function nextTick(expression: string, afterMs: number): number | null {
  const [, zone = "UTC", fields = expression] = ZONED.exec(expression) ?? [];
  if (fields.trim().split(/\s+/).length !== 5) return null;
  try {
    return new Cron(fields, { timezone: zone, paused: true }).nextRun(new Date(afterMs))?.getTime() ?? null;
  } catch {
    return null;
  }
}
