import type { Message } from "@/lib/messages/message";
import { linked, plainText, say, words } from "@/lib/messages/sentence";
import { tones } from "@/lib/messages/tone";

type Connected = {
  installationId: string;
  /** It was connected before, and is again. */
  isAgain: boolean;
  projectName: string;
  /** The Integrations page of the project. */
  url: string;
  /** Who pressed Connect, as Bellwire knows them. */
  connectedBy: string;
  now: Date;
};

/** What is written into the channel that somebody picked while connecting Slack. */
export function composeConnected({
  installationId,
  isAgain,
  projectName,
  url,
  connectedBy,
  now,
}: Connected): Message {
  const headline = say`Bellwire is connected${isAgain ? " again" : ""}: notifications of ${linked(projectName, url)} can arrive in this channel.`;
  return {
    version: 1,
    layout: "standard",
    severity: "good",
    emoji: tones.good.emoji,
    color: tones.good.color,
    text: plainText(headline),
    headline,
    fields: [
      { label: "Project", value: [words(projectName)] },
      { label: "Connected by", value: [words(connectedBy)] },
    ],
    why: "Somebody connected this workspace and picked this channel. Bellwire only writes here; it never reads messages.",
    links: [{ label: "Choose what arrives here", url }],
    environment: "production",
    isTest: false,
    eventType: "slack.connected",
    reference: installationId,
    occurredAt: Math.floor(now.getTime() / 1_000),
  };
}
