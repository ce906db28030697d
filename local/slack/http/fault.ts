import type { FaultKind } from "@/local/slack/http/fault-kind";
import type { World } from "@/local/slack/world/world";

/** What a fault waits for. Everything named must agree; an empty match takes every call. */
export interface FaultMatch {
  readonly method?: string | undefined;
  /** Path, id or name of a webhook; `*` for any webhook. */
  readonly webhook?: string | undefined;
  /** Id or name of a channel. */
  readonly channel?: string | undefined;
  readonly token?: string | undefined;
}

/** A misbehaviour that waits for its call. */
export interface Fault {
  readonly id: string;
  readonly match: FaultMatch;
  readonly kind: FaultKind;
  /** How many more calls it will spoil; `null` until it is deleted. */
  left: number | null;
  hits: number;
}

/** The call that a fault is looked up for. */
export interface FaultSubject {
  readonly method?: string | undefined;
  readonly webhook?: { readonly path: string; readonly id: string; readonly name: string } | undefined;
  readonly channel?: { readonly id: string; readonly name: string } | undefined;
  readonly token?: string | undefined;
}

/** The first fault that fits the call, used up by one; `undefined` when none does. */
export function takeFault(world: World, subject: FaultSubject): Fault | undefined {
  if (world.faults.length === 0) return undefined;
  const fault = world.faults.find((candidate) => fits(candidate.match, subject));
  if (fault === undefined) return undefined;
  fault.hits += 1;
  if (fault.left !== null) {
    fault.left -= 1;
    if (fault.left <= 0) world.faults.splice(world.faults.indexOf(fault), 1);
  }
  return fault;
}

function fits(match: FaultMatch, subject: FaultSubject): boolean {
  if (match.method !== undefined && match.method !== subject.method) return false;
  if (match.token !== undefined && match.token !== subject.token) return false;
  if (match.channel !== undefined && !names(match.channel.replace(/^#/, ""), subject.channel)) return false;
  if (match.webhook === undefined) return true;
  const { webhook } = subject;
  if (webhook === undefined) return false;
  return match.webhook === "*" || match.webhook.endsWith(webhook.path) || names(match.webhook, webhook);
}

function names(wanted: string, thing: { readonly id: string; readonly name: string } | undefined): boolean {
  return thing !== undefined && (thing.id === wanted || thing.name === wanted);
}
