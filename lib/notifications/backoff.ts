import type { DestinationKind } from "@/db/enums";

type Schedule = {
  /** Seconds before each further try, ±20 %. */
  waits: readonly number[];
  /** Whether the last wait is repeated until the message is too old. */
  isOpen: boolean;
  maxAgeHours: number;
  /** Posted or not, nobody knows: at most this many blind repeats, so that a reader sees few doubles at the worst. */
  maxAmbiguous: number;
  /** Tries of what is answered in a way that nobody knows; what comes of it is ours to look at. */
  maxUnknown: number;
  /** Whether being asked to wait is something that a message can grow too old by. */
  waitsCount: boolean;
};

/** What people read: promise R15. */
const forPeople: Schedule = {
  waits: [5, 30, 120, 600, 1_800, 3_600, 7_200],
  isOpen: true,
  maxAgeHours: 24,
  maxAmbiguous: 2,
  maxUnknown: 3,
  waitsCount: false,
};

/**
 * What programs read: the waits that receivers of webhooks know (5 s … 10 h, eight tries in a good day). A repeat has the same
 * `webhook-id`, by which the receiver knows it, so that nothing is lost by trying blindly.
 */
const forPrograms: Schedule = {
  waits: [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000],
  isOpen: false,
  maxAgeHours: 72,
  maxAmbiguous: Number.POSITIVE_INFINITY,
  maxUnknown: Number.POSITIVE_INFINITY,
  waitsCount: true,
};

const schedules = {
  slack_channel: forPeople,
  slack_webhook: forPeople,
  slack_dm: forPeople,
  email: forPeople,
  webhook: forPrograms,
} as const satisfies Record<DestinationKind, Schedule>;

type Tried = {
  kind: DestinationKind;
  /** Tries that count, this one included. */
  failures: number;
  /** Those of them after which the message may have been posted, this one included. */
  ambiguousFailures: number;
  ambiguous: boolean;
  /** Whether the far end's answer is in no table. */
  unknown: boolean;
  /** When the notification was made. */
  createdAt: Date;
  now: Date;
  /** 0…1, so that a thousand messages do not come back in one instant. */
  jitter: number;
};

/** When to try again, or null when it is time to give up. */
export function nextTryAt({
  kind,
  failures,
  ambiguousFailures,
  ambiguous,
  unknown,
  ...tried
}: Tried): Date | null {
  const { waits, isOpen, maxAgeHours, maxAmbiguous, maxUnknown } = schedules[kind];
  if (ambiguous && ambiguousFailures > maxAmbiguous) return null;
  if (unknown && failures >= maxUnknown) return null;
  const wait = waits[isOpen ? Math.min(failures, waits.length) - 1 : failures - 1];
  if (wait === undefined) return null;
  return within(maxAgeHours, tried.createdAt, after(wait, tried.now, tried.jitter));
}

/** Whether a message that was asked to wait until then has waited for too long. Slack's waiting uses up nothing. */
export function isTooOld(kind: DestinationKind, createdAt: Date, at: Date): boolean {
  const { waitsCount, maxAgeHours } = schedules[kind];
  return waitsCount && within(maxAgeHours, createdAt, at) === null;
}

type Waiting = { stepSeconds: number; hours: number } & Pick<Tried, "createdAt" | "now" | "jitter">;

/** When to ask again while a state of the far end lasts, or null when it has lasted for too long. */
export function nextStepAt({ stepSeconds, hours, createdAt, now, jitter }: Waiting): Date | null {
  return within(hours, createdAt, after(stepSeconds, now, jitter));
}

function after(seconds: number, now: Date, jitter: number): Date {
  return new Date(now.getTime() + seconds * 1_000 * (0.8 + 0.4 * jitter));
}

function within(hours: number, createdAt: Date, at: Date): Date | null {
  return at.getTime() - createdAt.getTime() > hours * 3_600_000 ? null : at;
}
