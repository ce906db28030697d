import type { Message, Section, Span } from "../message";
import { plainText } from "../sentence";

/** Room for what stands around the parts: sentence, metrics, window, button, footer. */
const aroundCharacters = 2_000;
const limits = {
  /** Of all text of one message (mission: digests). */
  characters: 10_000,
  /** Each part is a block; sentence, metrics, window, button and footer are five more, of 45. */
  parts: 40,
  /** Of one part: a section holds 3,000 characters, and a reader's patience less. */
  partCharacters: 2_400,
  partLines: 15,
} as const;

/** What a line may come to where every special character is escaped. */
const weightOf = (line: readonly Span[]) =>
  plainText(line).replace(/[&<>]/g, "&amp;").length +
  line.filter(({ kind }) => kind !== "text").length * 2 +
  1;

/** As many of a part's lines as there is room for; the rest is counted. */
function cutPart({ title, lines, more = 0 }: Section, room: number): Section {
  const kept: Span[][] = [];
  let weight = title.length + 30;
  for (const line of lines) {
    weight += weightOf(line);
    if (kept.length >= limits.partLines || weight > Math.min(room, limits.partCharacters)) break;
    kept.push(line);
  }
  const left = more + lines.length - kept.length;
  return { title, lines: kept, ...(left > 0 ? { more: left } : {}) };
}

const sizeOf = ({ title, lines }: Section) =>
  title.length + 30 + lines.reduce((sum, line) => sum + weightOf(line), 0);

/**
 * A digest within what one Slack message takes: at most 45 blocks and 10,000 characters. Every part keeps its first lines; what
 * is left out is counted, and the whole stands on the page that the message links to.
 */
export function fitDigest(message: Message): Message {
  const sections: Section[] = [];
  let room = limits.characters - aroundCharacters;
  const given = message.sections ?? [];
  for (const [place, section] of given.entries()) {
    const rest = given.length - place - 1;
    const isFull = sections.length >= limits.parts - 1 && rest > 0;
    const cut = cutPart(section, room - Math.min(rest, limits.parts) * 40);
    if (isFull || cut.lines.length === 0) {
      const hidden = given.slice(place).reduce((sum, { lines, more = 0 }) => sum + lines.length + more, 0);
      sections.push({ title: "And more", lines: [], more: hidden });
      break;
    }
    sections.push(cut);
    room -= sizeOf(cut);
  }
  return { ...message, sections };
}
