import type { Severity } from "@/db/enums";
import { findEventType } from "@/lib/events/catalog";
import type { DigestEntry } from "@/lib/rounds/material/queries";
import { humanize } from "../humanize";
import type { Section, Span } from "../message";
import { strong, words } from "../sentence";
import { dayOfInstant, isLate, type Material } from "./frame";

const marks: Record<Severity, string> = { critical: "🚨", warning: "⚠️", good: "✅", info: "•" };
const gravity: Record<Severity, number> = { critical: 0, warning: 1, info: 2, good: 3 };

/** What is told of one thing: a case's notifications are one line, with how it stands by now. */
export type Story = { entry: DigestEntry; times: number; isResolved: boolean };

/** The entries with those of one case put together, gravest first. */
export function storiesOf(entries: readonly DigestEntry[]): Story[] {
  const byThing = new Map<string, Story>();
  for (const entry of entries) {
    const key = entry.caseId ?? entry.id;
    const known = byThing.get(key);
    // The entries come newest first, and the newest says how things stand.
    if (known) byThing.set(key, { ...known, times: known.times + 1 });
    else byThing.set(key, { entry, times: 1, isResolved: entry.caseState === "resolved" });
  }
  return [...byThing.values()].sort(
    (left, right) =>
      Number(left.isResolved) - Number(right.isResolved) ||
      gravity[left.entry.severity] - gravity[right.entry.severity] ||
      right.entry.occurredAt.getTime() - left.entry.occurredAt.getTime(),
  );
}

/** One thing in a line: what happened, how it stands by now, and when that was if it came late. */
export function storyLine({ entry, times, isResolved }: Story, material: Material): Span[] {
  const { pen, sight } = material;
  const text = sight.sentences && entry.caseText !== null ? entry.caseText : entry.text;
  const late = isLate(entry, material) ? [`late, of ${dayOfInstant(entry.occurredAt, pen)}`] : [];
  const state = isResolved ? [`resolved${entry.caseStatus ? `: ${entry.caseStatus}` : ""}`] : [];
  const notes = [...state, ...(times > 1 ? [`${times} updates`] : []), ...late];
  const mark = isResolved ? marks.good : marks[entry.severity];
  return [words(`${mark} ${text}${notes.length > 0 ? `  (${notes.join(", ")})` : ""}`)];
}

function grouped<Key>(stories: readonly Story[], keyOf: (story: Story) => Key): Map<Key, Story[]> {
  const groups = new Map<Key, Story[]>();
  for (const story of stories) {
    const key = keyOf(story);
    groups.set(key, [...(groups.get(key) ?? []), story]);
  }
  return groups;
}

function ownerOf({ ownerName, ownerEmail }: DigestEntry, { sight }: Material): string | null {
  if (ownerName !== null && sight.ownerNames) return ownerName;
  return sight.ownerEmails ? ownerEmail : null;
}

const customersIn = (stories: readonly Story[]) =>
  new Set(stories.flatMap(({ entry }) => entry.customerId ?? [])).size;
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The lines of an owner, customer by customer; one with a single line needs no heading of its own. */
function byCustomer(stories: readonly Story[], material: Material): Span[][] {
  const groups = grouped(stories, ({ entry }) => entry.customerId);
  return [...groups.values()].flatMap((ofOne): Span[][] => {
    const [first] = ofOne;
    const name = first?.entry.customerName;
    const lines = ofOne.map((story) => storyLine(story, material));
    if (ofOne.length < 2 || !name || !material.sight.names) return lines;
    return [[strong(`${name}: ${ofOne.length}`)], ...lines];
  });
}

/** What is gravest comes first, then what is most; of what is open, that is. */
function byWeight([, one]: readonly [unknown, Story[]], [, other]: readonly [unknown, Story[]]): number {
  const worst = (stories: Story[]) =>
    Math.min(
      ...stories.map(({ entry, isResolved }) => (isResolved ? gravity.good : gravity[entry.severity])),
    );
  return worst(one) - worst(other) || other.length - one.length;
}

/** All that happened: by who looks after the customer where somebody does, else by type. */
export function groupsOf(material: Material): Section[] {
  const stories = storiesOf(material.entries);
  const byOwner = grouped(stories, ({ entry }) => ownerOf(entry, material));
  if (byOwner.size > 1 || (byOwner.size === 1 && !byOwner.has(null))) {
    const nobodys = byOwner.get(null);
    const owned = [...byOwner].filter(([owner]) => owner !== null).sort(byWeight);
    return [...owned, ...(nobodys ? [[null, nobodys] as const] : [])].map(([owner, own]) => ({
      title: `${owner ?? "Nobody's customers"} · ${plural(customersIn(own), "customer")}, ${plural(own.length, "item")}`,
      lines: byCustomer(own, material),
    }));
  }
  const byType = [...grouped(stories, ({ entry }) => entry.eventType)].sort(byWeight);
  return byType.map(([type, own]) => ({
    title: `${findEventType(type)?.label ?? humanize(type)} · ${own.length}`,
    lines: byCustomer(own, material),
  }));
}
