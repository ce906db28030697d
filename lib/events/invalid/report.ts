/** One project's refused events of one full hour. */
export type InvalidHour = {
  organizationId: string;
  projectId: string;
  organizationSlug: string;
  projectSlug: string;
  /** When the hour began. */
  hour: Date;
  rejected: number;
  /** In the hour before. */
  previousRejected: number;
  accepted: number;
  /** The most common ones, most common first. */
  reasons: { code: string; message: string; count: number }[];
  /** How many different reasons there were in all. */
  differentReasons: number;
  sources: { source: string; count: number }[];
};

/** The type of the report as an event; the catalog says how it looks and reads. */
export const reportType = "measurements.invalid";

/** What our own events name as their source; they never count as traffic. */
export const ownSource = "bellwire";

const hourMs = 3_600_000;

/** How far back hours are told that nobody told in time, because nothing ran (OCT-14: one message an hour). */
const catchUpHours = 24;

/** The instant at which the hour of `now` began. Hours are those of UTC. */
const startOfHour = (now: Date): Date => new Date(Math.floor(now.getTime() / hourMs) * hourMs);

/** The full hours that may still have to be told at `now`, oldest first: where each begins and ends. */
export function hoursToTell(now: Date): { start: Date; end: Date }[] {
  const last = startOfHour(now).getTime();
  return Array.from({ length: catchUpHours }, (_, position) => {
    const start = last - (catchUpHours - position) * hourMs;
    return { start: new Date(start), end: new Date(start + hourMs) };
  });
}

/** The one id that an hour's report has, whoever makes it and however often. */
export const reportIdOf = (hour: Date): string =>
  `bellwire:invalid:${hour.toISOString().replace(".000Z", "Z")}`;

/** Up to which share of all traffic, in percent, refused events are worth no more than a note (messages.md). */
const warnAbovePercent = 5;

/**
 * The hourly report of invalid data as an event (OCT-14…16): how many, which share of traffic, why, where from, and where
 * to look. `consoleUrl` is where the console lives.
 */
export function reportOf(found: InvalidHour, consoleUrl: string): Record<string, unknown> {
  const end = new Date(found.hour.getTime() + hourMs);
  const share = found.rejected / (found.rejected + found.accepted);
  const listed = found.reasons.reduce((sum, { count }) => sum + count, 0);
  const list = new URL(`/${found.organizationSlug}/${found.projectSlug}/events/rejected`, consoleUrl);
  list.searchParams.set("from", found.hour.toISOString());
  list.searchParams.set("to", end.toISOString());
  return {
    id: reportIdOf(found.hour),
    type: reportType,
    occurredAt: end.toISOString(),
    environment: "production",
    data: {
      total: found.rejected,
      previousTotal: found.previousRejected,
      accepted: found.accepted,
      share: Math.round(share * 10_000) / 10_000,
      warnAbovePercent,
      reasons: found.reasons,
      otherReasons: found.differentReasons - found.reasons.length,
      otherCount: found.rejected - listed,
      sources: found.sources,
      hourStart: found.hour.toISOString(),
      hourEnd: end.toISOString(),
      listUrl: list.href,
    },
  };
}
