import type { CallItem } from "./claimed-item";
import { canonical } from "./json";

/** Above this size the state stays here and the SDK fetches it, as the real server does. */
const LARGEST_BODY = 4 * 1024 * 1024;

/**
 * The canonical body of a call. Events and steps are canonical text already and are put in as they are; with
 * `checkpoints` the function may run several steps in one call and save them one by one.
 */
export function requestBody(item: CallItem, maxAttempts: number, checkpoints: boolean): string {
  const events = item.events;
  const first = firstOf(events);
  const whole = compose(item, maxAttempts, checkpoints, first, events, memos(item.steps), false);
  if (whole.length <= LARGEST_BODY) return whole;
  return compose(item, maxAttempts, checkpoints, first, "[]", "{}", true);
}

/** The memoised steps as canonical JSON. */
export function memos(steps: Record<string, string> | null): string {
  if (steps === null) return "{}";
  const fields = Object.keys(steps)
    .sort()
    .map((id) => `${JSON.stringify(id)}:${steps[id] ?? "null"}`);
  return `{${fields.join(",")}}`;
}

function compose(
  item: CallItem,
  maxAttempts: number,
  checkpoints: boolean,
  event: string,
  events: string,
  steps: string,
  useApi: boolean,
): string {
  const stack = item.stack ?? [];
  const ctx = canonical({
    attempt: item.attempt,
    disable_immediate_execution: item.step !== null,
    env: "local",
    ...(checkpoints ? { fn_id: item.fn } : {}),
    max_attempts: maxAttempts,
    qi_id: String(item.id),
    run_id: item.run,
    stack: { current: Math.max(stack.length - 1, 0), stack },
    use_api: useApi,
  });
  const version = item.version ?? -1;
  return `{"ctx":${ctx},"event":${event},"events":${events},"steps":${steps},"use_api":${useApi},"version":${version}}`;
}

function firstOf(events: string): string {
  const list: unknown = JSON.parse(events);
  return canonical(Array.isArray(list) ? (list[0] ?? {}) : {});
}
