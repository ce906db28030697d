const height = 20;
const width = 3;
const gap = 1;

/** How often something happened on each of the last days, oldest first, in one small line. Its total stands in words. */
export function Spark({ days, name }: { days: readonly number[]; name: string }) {
  const peak = Math.max(1, ...days);
  const total = days.reduce((sum, count) => sum + count, 0);
  return (
    <svg
      viewBox={`0 0 ${days.length * (width + gap) - gap} ${height}`}
      role="img"
      aria-label={`${name}: told ${total} times in the last ${days.length} days`}
      className="h-5 w-30"
    >
      {days.map((count, position) => {
        const tall = count === 0 ? 0.75 : Math.max(2, (count / peak) * height);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place.
            key={position}
            x={position * (width + gap)}
            y={height - tall}
            width={width}
            height={tall}
            className={count === 0 ? "fill-line-strong" : "fill-accent-solid"}
          />
        );
      })}
    </svg>
  );
}
