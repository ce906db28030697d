import type { Material } from "./frame";
import { part } from "./frame";
import { storiesOf, storyLine } from "./groups";

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What was held while it was quiet, as things stand by now: what has resolved meanwhile is told as resolved. */
export function catchUpOf(material: Material) {
  const stories = storiesOf(material.entries);
  const resolved = stories.filter(({ isResolved }) => isResolved);
  const open = stories.filter(({ isResolved, entry }) => !isResolved && entry.caseState === "open");
  const news = stories.filter(({ isResolved, entry }) => !isResolved && entry.caseState !== "open");
  const parts = [
    ...(open.length > 0 ? [`${open.length} still open`] : []),
    ...(resolved.length > 0 ? [`${resolved.length} resolved meanwhile`] : []),
    ...(news.length > 0 ? [plural(news.length, "notification")] : []),
  ];
  const lines = (some: typeof stories) => some.map((story) => storyLine(story, material));
  return {
    headline: `While it was quiet: ${parts.join(", ")}`,
    fields: [],
    sections: [
      ...part("Still open", lines(open)),
      ...part("Also happened", lines(news)),
      ...part("Resolved meanwhile", lines(resolved)),
    ],
    isWorrying: open.some(({ entry }) => entry.severity === "warning"),
  };
}
