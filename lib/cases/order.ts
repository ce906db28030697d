import type { CaseState, Severity } from "@/db/enums";

/** One event's part in a case, as the case keeps it. */
export type Step = {
  eventId: string;
  eventType: string;
  phase: "opens" | "updates" | "resolves";
  rank: number;
  isFinal: boolean;
  severity: Severity;
  /** The catalog's word for how things stand after it. */
  status: string | null;
  text: string;
  occurredAt: Date;
};

type Place = Pick<Step, "isFinal" | "occurredAt" | "rank" | "eventId">;

/**
 * Whether one step says how things stand rather than the other. A final step beats every other, the earliest of several
 * final ones beats the rest; otherwise the latest counts, then the higher rank. A total order, so that neither the order
 * of arrival nor the size of batches changes what a case says. `leadOrder` and `overtakes` in ./commands say it in SQL.
 */
export function leads(one: Place, other: Place): boolean {
  if (one.isFinal !== other.isFinal) return one.isFinal;
  const apart = one.occurredAt.getTime() - other.occurredAt.getTime();
  if (apart !== 0) return one.isFinal ? apart < 0 : apart > 0;
  return one.rank === other.rank ? one.eventId > other.eventId : one.rank > other.rank;
}

/** The step that says how things stand; undefined of none. */
export function leadOf<T extends Place>(steps: readonly T[]): T | undefined {
  return steps.reduce<T | undefined>((best, step) => (best && !leads(step, best) ? best : step), undefined);
}

/**
 * How a case stands after all of its steps: the one that leads says what there is to say, and the one that leads among
 * those that open or resolve it decides the state, so that a refund does not open a paid invoice anew.
 */
export function standingAfter(steps: readonly Step[]): { lead: Step | undefined; state: CaseState } {
  const turn = leadOf(steps.filter(({ phase }) => phase !== "updates"));
  return { lead: leadOf(steps), state: turn?.phase === "resolves" ? "resolved" : "open" };
}

const urgency: Record<Severity, number> = { info: 0, good: 0, warning: 1, critical: 2 };

/** Whether one severity is worth a message of its own after the other. Info and good are alike. */
export function isGraver(one: Severity, than: Severity): boolean {
  return urgency[one] > urgency[than];
}
