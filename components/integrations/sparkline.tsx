type Hour = { hour: Date; sent: number; failed: number };

const height = 28;
const width = 6;
const gap = 2;

const sum = (hours: readonly Hour[], of: "sent" | "failed") =>
  hours.reduce((total, hour) => total + hour[of], 0);

/** The last 24 hours in one line: a bar an hour, what failed on top. Its numbers stand in words beside it. */
export function Sparkline({ hours, name }: { hours: readonly Hour[]; name: string }) {
  const peak = Math.max(1, ...hours.map(({ sent, failed }) => sent + failed));
  const scale = (count: number) => (count === 0 ? 0 : Math.max(2, (count / peak) * (height - 1)));
  const sent = sum(hours, "sent");
  const failed = sum(hours, "failed");
  const words = `${sent} sent, ${failed} failed`;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <svg
        viewBox={`0 0 ${hours.length * (width + gap) - gap} ${height}`}
        role="img"
        aria-label={`${name}, the last 24 hours: ${words}`}
        className="h-7 w-48 max-w-full"
      >
        {hours.map((hour, position) => {
          const good = scale(hour.sent);
          const bad = scale(hour.failed);
          const x = position * (width + gap);
          return (
            <g key={hour.hour.toISOString()}>
              <rect x={x} y={height - 1} width={width} height={1} className="fill-line-strong" />
              <rect x={x} y={height - good} width={width} height={good} className="fill-good-solid" />
              <rect x={x} y={height - good - bad} width={width} height={bad} className="fill-bad-solid" />
            </g>
          );
        })}
      </svg>
      <span className="text-ink-muted">{words}</span>
    </span>
  );
}
