/** What may be written instead of a path: every amount of money, or every e-mail address, wherever it stands. */
export const kinds = ["amounts", "emails"] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (path: string): path is Kind => kinds.some((kind) => kind === path);

const maxSegments = 16;

/** Splits at dots; `\.` is a dot inside a name. */
export function segmentsOf(path: string): string[] {
  return path.split(/(?<!\\)\./).map((segment) => segment.replaceAll("\\.", "."));
}

/** Why a path cannot be redacted, as the end of a sentence; undefined when it can. */
export function defectOf(path: string): string | undefined {
  if (isKind(path)) return undefined;
  const [root, ...rest] = segmentsOf(path);
  if (root !== "customer" && root !== "data")
    return "must begin with customer. or data., or be amounts or emails";
  if (rest.length === 0) return `must go on after ${root}, as in ${root}.name or ${root}.*`;
  if (rest.length >= maxSegments) return `must not have more than ${maxSegments} parts`;
  if (rest.some((segment) => segment === "")) return "must not have empty parts";
  const isHalfWild = rest.some((segment) => segment.includes("*") && segment !== "*" && segment !== "**");
  if (isHalfWild) return "may have a * only as a whole part, as in data.lines.*.price";
  return rest.at(-1) === "**" ? "must not end in **: write * for everything below" : undefined;
}

const snakeOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Whether a part of a path means a key: the key itself, its snake_case form, and its minor units, which say the same. */
export function meansKey(segment: string, key: string): boolean {
  if (segment === "*" || segment === key) return true;
  const snake = snakeOf(segment);
  return key === snake || key === `${segment}Minor` || key === `${snake}_minor`;
}
