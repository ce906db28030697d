import { slackView } from "@/e2e/support/slack-view";

/** When the simulated Slack read the message of each event, in milliseconds since the epoch, by the event's id. */
export type Arrivals = Map<string, number[]>;

const idPattern = /t[0-9a-f]{16}/g;

/** What stands in the simulated Slack now, by the ids of `payloads.nextId`. */
export async function arrivals(slack: string): Promise<Arrivals> {
  const found: Arrivals = new Map();
  for (const { text, blocks, attachments, receivedAt } of await slackView(slack).messages()) {
    for (const id of new Set(JSON.stringify([text, blocks, attachments]).match(idPattern))) {
      const known = found.get(id);
      if (known) known.push(receivedAt);
      else found.set(id, [receivedAt]);
    }
  }
  return found;
}

/** Of these ids, how many have no message and how many have several. */
export function lostAndDoubled(ids: readonly string[], found: Arrivals): { lost: number; doubled: number } {
  const counts = ids.map((id) => found.get(id)?.length ?? 0);
  return {
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}
