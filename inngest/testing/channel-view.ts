import type { CaseStage } from "./case-stage";

/** What stands in the channel: the messages, and the lines of each one's thread. */
export function standing(stage: CaseStage) {
  const messages = stage.channel();
  return messages
    .filter(({ threadTs }) => threadTs === null || threadTs === undefined)
    .map((message) => ({
      ts: message.ts,
      text: message.text,
      whole: JSON.stringify([message.text, message.attachments, message.blocks]),
      edited: message.editedTs !== null,
      thread: messages
        .filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts)
        .flatMap(({ text }) => text.split("\n")),
    }));
}

/** Those that no other has taken the place of. */
export const living = (stage: CaseStage) =>
  standing(stage).filter(({ whole }) => !whole.includes("Continued in a new"));
/** How many lines of a thread say so. */
export const linesWith = (thread: readonly string[], words: string) =>
  thread.filter((line) => line.includes(words)).length;

/** Makes Slack fail once in that way. */
export async function fault({ slack }: CaseStage, method: string, kind: string): Promise<void> {
  const answer = await fetch(`${slack.url}/__sim/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ match: { method }, kind, times: 1 }),
  });
  if (answer.status !== 200) throw new Error(`the simulator refused the fault: ${answer.status}`);
}

/** Makes Slack refuse one post after the next that it takes: the reply to a new message, not the message. */
export function refuseOnceAfter({ slack: { state } }: CaseStage): void {
  const stop = state.messages.listen((change) => {
    if (change.kind !== "posted") return;
    const kind = { type: "error", error: "service_unavailable" } as const;
    state.faults.push({ id: "reply", match: { method: "chat.postMessage" }, kind, left: 1, hits: 0 });
    stop();
  });
}
