import type { Environment } from "@/db/enums";
import type { Story } from "@/lib/events/catalog/define";
import type { StoredEvent } from "@/lib/events/queries";

/** A story with the case that it belongs to, once it is known which cases stand open. */
export type Joined = Omit<Story, "ifNotOpen">;
export type CaseKey = { key: string; environment: Environment };

/** One value for a case's name: sandbox and production never share a case. */
export const nameOf = ({ environment, key }: CaseKey) => `${environment}|${key}`;

type Told = { event: StoredEvent; story: Story };

/** The cases that the stories name, each once. */
export function keysOf(told: readonly Told[]): CaseKey[] {
  const keys = told.flatMap(({ event: { environment }, story: { key, ifNotOpen } }) => [
    { key, environment },
    ...(typeof ifNotOpen === "string" ? [{ key: ifNotOpen, environment }] : []),
  ]);
  return [...new Map(keys.map((one) => [nameOf(one), one])).values()];
}

/**
 * Settles which case each event belongs to. Some join a case only while it stands open (`ifNotOpen`); whether it does is
 * followed through the batch in the order in which things happened.
 * @param open names of the cases that stand open before the batch.
 * @returns by event id; an event that belongs to no case is missing.
 */
export function joinCases(told: readonly Told[], open: ReadonlySet<string>): Map<string, Joined> {
  const isOpen = new Set(open);
  const joined = new Map<string, Joined>();
  const inOrder = [...told].sort(
    (one, other) =>
      one.event.occurredAt.getTime() - other.event.occurredAt.getTime() || one.story.rank - other.story.rank,
  );
  for (const { event, story } of inOrder) {
    const { ifNotOpen, ...rest } = story;
    const own = { key: story.key, environment: event.environment };
    const key = ifNotOpen === undefined || isOpen.has(nameOf(own)) ? story.key : ifNotOpen;
    if (key === null) continue;
    const name = nameOf({ ...own, key });
    if (story.phase === "resolves") isOpen.delete(name);
    else isOpen.add(name);
    joined.set(event.id, { ...rest, key });
  }
  return joined;
}
