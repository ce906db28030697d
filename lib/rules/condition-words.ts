import type { Condition } from "./schema";

/** How a bound is written: with the locale's separators, a currency, a unit. */
export type WriteAmount = (amount: string) => string;

const plural = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;

function listOf(items: readonly string[], word: string): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** `above 10`, and with the bound itself `10 or more`. */
function beyond(direction: "above" | "below", bound: string, isInclusive: boolean): string {
  if (!isInclusive) return `${direction} ${bound}`;
  return `${bound} or ${direction === "above" ? "more" : "less"}`;
}

const moves = { up: "up", down: "down", either: "up or down" } as const;

function changeWords(condition: Extract<Condition, { kind: "change" }>, write: WriteAmount): string {
  const { direction, by, against, inclusive } = condition;
  const amount = "percent" in by ? `${by.percent} %` : write(by.points);
  const size = inclusive ? `by ${amount} or more` : `by more than ${amount}`;
  const since =
    "windows" in against
      ? against.windows === 1
        ? "against the window before"
        : `against the mean of the ${against.windows} windows before`
      : against.days === 0
        ? "at once"
        : `in ${plural(against.days, "day")}`;
  return `${moves[direction]} ${size} ${since}`;
}

/**
 * The bound of a condition in words, such as `above 1,000` or `down by 20 % or more against the window before`: the
 * `threshold-condition` of AMB-28. `target`: what a share is taken of, where it is known.
 */
export function conditionWords(condition: Condition, write: WriteAmount, target?: string): string {
  switch (condition.kind) {
    case "above":
    case "below":
      return beyond(condition.kind, write(condition.value), condition.inclusive);
    case "share": {
      const whole = target === undefined ? "the target" : write(target);
      return beyond(condition.direction, `${condition.percent} % of ${whole}`, condition.inclusive);
    }
    case "change":
      return changeWords(condition, write);
    case "steps": {
      const ofWhole = condition.of ? ` % of ${target === undefined ? "the target" : write(target)}` : "";
      const steps = listOf(condition.of ? condition.steps : condition.steps.map(write), "or");
      const more = condition.every ? `, then every ${condition.every} more` : "";
      return `reaches ${steps}${ofWhole}${more}`;
    }
    case "zone":
      return `in the ${listOf(condition.zones, "or")} zone`;
    case "absent":
      return `nothing for ${plural(condition.hours, "hour")}`;
    case "seen":
      return "seen for the first time";
  }
}

/** The comparison alone, without its bound: what stands between a current value and a threshold. */
export function comparisonWord(condition: Condition): string {
  switch (condition.kind) {
    case "above":
    case "below":
      return condition.inclusive ? `at or ${condition.kind}` : condition.kind;
    case "share":
      return `${condition.inclusive ? "at or " : ""}${condition.direction} percent of the target`;
    case "change":
      return condition.direction === "either" ? "changed by" : `${condition.direction} by`;
    case "steps":
      return "reached";
    case "zone":
      return "in zone";
    case "absent":
      return "silent for hours";
    case "seen":
      return "seen for the first time";
  }
}
