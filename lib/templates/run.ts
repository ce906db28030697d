import type { Money } from "@/lib/messages/money";
import { type Position, TemplateFault } from "./fault";
import { stepCost, templateLimits } from "./limits";

/** How amounts, numbers and days are written. */
export type Format = { locale: string; timeZone: string; now: Date; money: (money: Money) => string };

/** What a template can name: each root by its name. Values are JSON, as they were sent. */
export type Roots = ReadonlyMap<string, unknown>;

/** One rendering: what it can see, what it has written, and what it may still cost. */
export type Run = {
  format: Format;
  read: (name: string) => unknown;
  /** Runs `work` with some names meaning something else. */
  within: (names: Roots, work: () => void) => void;
  write: (text: string, at: Position) => void;
  /** Whether nothing has been written yet. */
  isEmpty: () => boolean;
  /** Pays for a step, or for looking at so many characters. */
  spend: (characters: number, at: Position) => void;
  loop: (at: Position) => void;
};

/** What renderings have cost so far. The parts of one message share it, so that many small ones cost no more than one. */
export type Budget = { work: number; steps: number; length: number };
export const freshBudget = (): Budget => ({ work: 0, steps: 0, length: 0 });

/** Begins a rendering. @returns it, and what has been written so far. */
export function startRun(roots: Roots, format: Format, budget: Budget): { run: Run; written: () => string } {
  const scopes: Roots[] = [roots];
  const parts: string[] = [];
  let length = 0;
  const spend = (characters: number, at: Position) => {
    budget.work += characters + stepCost;
    if (budget.work > templateLimits.work)
      throw new TemplateFault("The template does too much: it took longer than a message may take.", at);
  };
  const run: Run = {
    format,
    spend,
    read: (name) => scopes.findLast((scope) => scope.has(name))?.get(name),
    within: (names, inner) => {
      scopes.push(names);
      inner();
      scopes.pop();
    },
    write: (text, at) => {
      length += text.length;
      budget.length += text.length;
      if (budget.length > templateLimits.output)
        throw new TemplateFault(
          `The text came out longer than ${templateLimits.output / 1024} kB. Use limit or truncate.`,
          at,
        );
      spend(text.length, at);
      parts.push(text);
    },
    isEmpty: () => length === 0,
    loop: (at) => {
      if (++budget.steps > templateLimits.loopSteps)
        throw new TemplateFault(
          `The loops took more than ${templateLimits.loopSteps.toLocaleString("en-US")} steps in all. Use limit.`,
          at,
        );
    },
  };
  return { run, written: () => parts.join("") };
}
