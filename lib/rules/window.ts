import { parseInstant } from "@/lib/messages/format";
import { cycleAt, type Window, windowAt } from "@/lib/meters/windows";
import type { RuleCustomer } from "./observation";
import type { Rule, RuleWindow } from "./schema";

const minute = 60_000;
const day = 1_440 * minute;

/** How long after its end a window that is judged when it is over is judged: readings come late. */
export const settleTime = 5 * minute;
/** For how long after its end a window is judged again when readings come late. */
const lateness = 7 * day;
/** At least for as long as the one after it, which may be longer (March after February), so that the last one is always judged. */
const ownLengths = 1.15;

function attributeOf(customer: RuleCustomer | null, name: string): unknown {
  const attributes = customer?.attributes;
  return typeof attributes === "object" && attributes !== null ? Reflect.get(attributes, name) : undefined;
}

/** The day of the month on which a customer's billing cycle begins: as its attribute says, else that of its contract, else the first. */
export function cycleDayOf(customer: RuleCustomer | null): number {
  const given = Number(attributeOf(customer, "billingCycleDay"));
  if (Number.isInteger(given) && given >= 1 && given <= 31) return given;
  const contract = customer?.contractStartedOn;
  const started = typeof contract === "string" ? parseInstant(contract.slice(0, 10)) : undefined;
  return started ? started.getUTCDate() : 1;
}

/** What a rule's windows depend on besides its size: the project's zone, and whose cycle it is. */
export type Calendar = { timeZone: string; customer: RuleCustomer | null };

/** The window of a rule's size that an instant lies in. */
export function windowOf(at: number, size: RuleWindow, { timeZone, customer }: Calendar): Window {
  return size === "cycle" ? cycleAt(at, cycleDayOf(customer), timeZone) : windowAt(at, size, timeZone);
}

/** The window just before one. */
export function previousWindow({ start }: Window, size: RuleWindow, calendar: Calendar): Window {
  return { start: windowOf(start - 1, size, calendar).start, end: start };
}

/** The `count` windows before one, latest first: what a change is compared with. */
export function windowsBefore(window: Window, count: number, size: RuleWindow, calendar: Calendar): Window[] {
  const windows: Window[] = [];
  let last = window;
  for (let step = 0; step < count; step++) {
    last = previousWindow(last, size, calendar);
    windows.push(last);
  }
  return windows;
}

/** Whether a sum, which starts at zero with every window, is what the windows hold. */
function startsAtZero({ signal }: Pick<Rule, "signal">): boolean {
  return signal.kind === "meter" ? signal.measure === "sum" || signal.measure === "count" : true;
}

/** Whether the bound is one that the start of every window would be beyond. */
function looksDown({ condition }: Pick<Rule, "condition">): boolean {
  if (condition.kind === "share" || condition.kind === "change") {
    return (
      condition.direction === "below" || condition.direction === "down" || condition.direction === "either"
    );
  }
  return condition.kind === "below";
}

/** Whether a window of the rule can only be judged when it is over: a sum that has just begun is below everything. */
export function mustWait(rule: Pick<Rule, "signal" | "condition">): boolean {
  return startsAtZero(rule) && looksDown(rule);
}

type Judged = Pick<Rule, "judge" | "signal" | "condition" | "cron">;

/** When the windows of a rule are judged: as it says, else at the end of what must wait, else as they go, as with cron. */
export function judgeOf(rule: Judged): "live" | "window_end" {
  return rule.judge ?? (mustWait(rule) && !rule.cron ? "window_end" : "live");
}

/** From when on a window is judged. */
export const judgedFrom = (rule: Judged, { start, end }: Window) =>
  judgeOf(rule) === "live" ? start : end + settleTime;

/** Whether a window is not so long over that nobody wants to hear of it any more. */
export const isStillJudged = ({ start, end }: Window, now: number) =>
  end > now - Math.max(lateness, (end - start) * ownLengths);

/** The window to look at when nothing has changed, at an instant: the one that goes on, or the last one that is over and settled. */
export function windowToLookAt(rule: Rule, now: number, calendar: Calendar): Window | null {
  if (rule.window === undefined) return null;
  if (judgeOf(rule) === "live") return windowOf(now, rule.window, calendar);
  return previousWindow(windowOf(now - settleTime, rule.window, calendar), rule.window, calendar);
}

const comparedWindows = ({ condition }: Rule) =>
  condition.kind === "change" && "windows" in condition.against ? condition.against.windows : 0;

/**
 * The windows that a changed hour touches, oldest first: the one that it lies in, those that are compared with that, and (of a change) the last. Only such
 * as have begun, are still judged, and had not ended when the rule began to watch. One that is judged at its end is among them
 * while it goes on: `evaluate` then says when to look.
 * @param at the start of the hour.
 */
export function windowsTouched(rule: Rule, at: number, now: number, calendar: Calendar): Window[] {
  const { window: size } = rule;
  if (size === undefined) return [];
  const windows: Window[] = [];
  let next = at;
  for (let left = comparedWindows(rule); left >= 0; left--) {
    const window = windowOf(next, size, calendar);
    if (window.start > now) break;
    if (isStillJudged(window, now) && window.end > rule.watchesSince.getTime()) windows.push(window);
    next = window.end;
  }
  // A reading before all others makes windows count as zero that did not count: what is compared now may be something else.
  const latest = comparedWindows(rule) > 0 ? windowToLookAt(rule, now, calendar) : null;
  const isMissing = latest !== null && windows.every(({ start }) => start < latest.start);
  return isMissing && latest.end > rule.watchesSince.getTime() ? [...windows, latest] : windows;
}
