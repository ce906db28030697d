import { z } from "zod";
import type { SampleEvent } from "../sample";
import type { View } from "./define";
import { given, links } from "./parts";
import { countIn, type Data, textIn, urlIn } from "./read";
import { count, instant, label, named, url } from "./shapes";

export const approvalData = z.looseObject({
  project: named,
  key: label,
  info: label,
  expiresAt: instant,
  action: label,
  attempts: count,
  maxAttempts: count,
  reason: label,
  requestedBy: named,
  url,
});

/** Why a silence may mean nothing: these events are told by whoever opens the link, no clock watches over them (OTT-8). */
export const onlyOnAccess =
  "Source-triggered: it is sent when somebody opens the link, never by a background check, so nothing arrives until then.";

/** `project/key`, as far as it is known. */
export function nameOf(data: Data): string {
  const known = [textIn(data, "project", "projectName"), textIn(data, "key")].filter(
    (part) => part !== undefined,
  );
  return known.join("/") || "unnamed approval";
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
  return { id, type, occurredAt: "2026-11-21T09:00:00Z", data: { project: "myapp", key: "deploy", ...data } };
}
