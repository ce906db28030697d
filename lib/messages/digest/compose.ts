import type { RoundTemplate } from "@/db/enums";
import type { Message } from "../message";
import { say } from "../sentence";
import { tones } from "../tone";
import { catchUpOf } from "./catch-up";
import { type Material, windowNote } from "./frame";
import { leadershipOf } from "./leadership";
import { summaryOf } from "./summary";

type Context = {
  /** The id of its notification. */
  id: string;
  template: RoundTemplate;
  now: Date;
  /** The page that says all of it. */
  pageUrl: string;
};

const looks = {
  summary: { emoji: ":newspaper:", eventType: "bellwire.digest", link: "Open full digest" },
  leadership: { emoji: ":bar_chart:", eventType: "bellwire.digest", link: "Open full report" },
  catch_up: { emoji: ":sunrise:", eventType: "bellwire.catch_up", link: "Open all of it" },
} as const;

function bodyOf(template: RoundTemplate, material: Material) {
  switch (template) {
    case "summary":
      return { ...summaryOf(material), isWorrying: false };
    case "leadership":
      return { ...leadershipOf(material), isWorrying: false };
    case "catch_up":
      return catchUpOf(material);
  }
}

/** A round as one message, whole: nothing is left out for a place's limits yet (./fit does that). */
export function composeDigest(material: Material, { id, template, now, pageUrl }: Context): Message {
  const { headline, fields, sections, isWorrying } = bodyOf(template, material);
  const { emoji, eventType, link } = looks[template];
  const severity = isWorrying ? "warning" : "info";
  return {
    version: 1,
    layout: "standard",
    severity,
    emoji,
    color: tones[severity].color,
    text: headline,
    headline: say`${headline}`,
    fields,
    why: windowNote(material),
    sections:
      sections.length > 0 ? sections : [{ title: "Nothing new", lines: [say`Nothing came in this window.`] }],
    links: [{ label: link, url: pageUrl }],
    environment: "production",
    isTest: false,
    eventType,
    reference: id,
    occurredAt: Math.floor(now.getTime() / 1_000),
  };
}
