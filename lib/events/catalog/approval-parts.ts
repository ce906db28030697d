import { z } from "zod";
import type { SampleEvent } from "../sample";
import type { View } from "./define";
import { brief, given, links } from "./parts";
import { countIn, type Data, instantIn, numberIn, textIn, urlIn } from "./read";
import { at } from "./samples-of";
import { count, instant, label, named, quantity, url } from "./shapes";

export const approvalData = z.looseObject({
  approvalId: label,
  project: named,
  key: label,
  info: label,
  expiresAt: instant,
  ttlSeconds: quantity,
  refId: label,
  action: label,
  attempts: count,
  maxAttempts: count,
  reason: label,
  requestedBy: named,
  executedBy: named,
  invalidatedBy: named,
  ipAddress: label,
  country: label,
  projectUrl: url,
  url,
});

/** Why a silence may mean nothing: these events are told by whoever opens the link, no clock watches over them (OTT-8). */
export const onlyOnAccess =
  "Source-triggered: it is sent when somebody opens the link, never by a background check, so nothing arrives until then.";

/** `project/key`, as far as it is known. */
function pathOf(data: Data): string | undefined {
  const parts = [textIn(data, "project", "projectName"), textIn(data, "key", "keyPath")];
  return parts.filter((part) => part !== undefined).join("/") || undefined;
}

/** The approval as a subject names it. */
export const nameOf = (data: Data) => brief(pathOf(data), 64) ?? "unnamed approval";

const idOf = (data: Data) => textIn(data, "approvalId");

/** The approval by its id, or by project and key where the sender has none. */
export function approvalKey(data: Data): string | undefined {
  const id = idOf(data) ?? pathOf(data);
  return id === undefined ? undefined : `approval:${id}`;
}

/** An id is asked for once, so its answer is final. A project and key are asked for again with the next release. */
export const isAnsweredForGood = (data: Data) => idOf(data) !== undefined;

/** When the time to answer ends: as sent, or after the time to live. */
export function expiryOf({ data, occurredAt }: View): Date | undefined {
  const sent = instantIn(data, "expiresAt", "expires");
  const seconds = numberIn(data, "ttlSeconds", "ttl");
  if (sent !== undefined || seconds === undefined || seconds <= 0 || seconds > 31_536_000) return sent;
  return new Date(occurredAt.getTime() + seconds * 1000);
}

/** Whether only the last fifth of the time to answer is left. */
export function isUrgent(view: View): boolean {
  const [start, now, end] = [view.occurredAt, view.now, expiryOf(view)].map((date) => date?.getTime());
  if (start === undefined || now === undefined || end === undefined || end <= start) return false;
  return now < end && end - now <= (end - start) / 5;
}

/** `3 of 5`, from the sender's own counters. */
export function attemptsOf(data: Data): string | undefined {
  const attempts = countIn(data, "attempts", "attempt");
  if (attempts === undefined) return undefined;
  return `${attempts}${given(countIn(data, "maxAttempts"), (max) => ` of ${max}`)}`;
}

export function approvalLinks({ data }: View) {
  return links({ "Open approval": urlIn(data, "url", "link"), "Open project": urlIn(data, "projectUrl") });
}

export function approvalSample(type: string, data: Record<string, unknown>): SampleEvent {
  const id = `sample_${type.replace(".", "_")}`;
  return { id, type, occurredAt: at, data: { project: "myapp", key: "deploy", ...data } };
}
