import type { RuleState } from "./observation";

/** How a rule stands of which nothing is known yet. */
export function freshState(): RuleState {
  return {
    status: "ok",
    period: null,
    since: null,
    alarm: null,
    steps: [],
    isAnnounced: false,
    toldAt: null,
    endedAt: null,
    told: {},
    repeats: 0,
    value: null,
    compared: null,
    awaited: [],
    dueAt: null,
  };
}
