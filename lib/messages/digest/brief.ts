import type { Section } from "../message";

const most = 10;

/** Parts with their first lines only; how many more there are is said. */
export function brief(sections: readonly Section[]): Section[] {
  return sections.map(({ lines, more = 0, ...rest }) => ({
    ...rest,
    lines: lines.slice(0, most),
    more: more + Math.max(0, lines.length - most),
  }));
}
