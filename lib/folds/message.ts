import { findEventType } from "@/lib/events/catalog";
import { humanize } from "@/lib/messages/humanize";
import type { Message } from "@/lib/messages/message";
import { plainText, say, words } from "@/lib/messages/sentence";
import { tones } from "@/lib/messages/tone";
import type { Folded } from "./commands";

const shownTypes = 6;

const count = (total: number) => total.toLocaleString("en-US");
const labelOf = (eventType: string) => findEventType(eventType)?.label ?? humanize(eventType);

function spanOf(since: Date, until: Date): string {
  const seconds = Math.max(1, Math.round((until.getTime() - since.getTime()) / 1_000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

function totalsOf(groups: Folded["groups"]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { eventType, count: of } of groups) totals.set(eventType, (totals.get(eventType) ?? 0) + of);
  return new Map([...totals].sort(([, left], [, right]) => right - left));
}

/** An overflow as one message: how many, over how long, of what, and where to read each of them. */
export function composeFold(folded: Folded, { consoleUrl, now }: { consoleUrl: string; now: Date }): Message {
  const totals = [...totalsOf(folded.groups)];
  const severity = folded.groups.some((group) => group.severity === "warning") ? "warning" : "info";
  const named = totals.slice(0, 3).map(([type, of]) => `${count(of)} × ${labelOf(type)}`);
  const more = totals.length > named.length ? ` and ${totals.length - named.length} more kinds` : "";
  const headline = say`${count(folded.total)} notifications in ${spanOf(folded.since, folded.until)}: ${named.join(", ")}${more}`;
  const list = `${consoleUrl}/${folded.organizationSlug}/${folded.projectSlug}/activity?fold=${folded.id}`;
  return {
    version: 1,
    layout: "standard",
    severity,
    emoji: tones[severity].emoji,
    color: tones[severity].color,
    text: plainText(headline),
    headline,
    fields: totals
      .slice(0, shownTypes)
      .map(([type, of]) => ({ label: labelOf(type), value: [words(count(of))] })),
    why: "More came at once than one channel can take in, so they are told together. Critical ones are still sent one by one.",
    links: [{ label: `See all ${count(folded.total)}`, url: list }],
    environment: "production",
    isTest: false,
    eventType: "bellwire.overflow",
    reference: folded.id,
    occurredAt: Math.floor(now.getTime() / 1_000),
  };
}
