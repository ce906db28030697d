import type { History } from "../history";

/** What is recorded of the stretch that a rule is tried on. */
export type Past = {
  history: History;
  /** The meter's unit, if it has one. */
  unit: string | null;
  /** What was not looked at, and why. */
  notes: string[];
};
