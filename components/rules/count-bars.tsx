type Props = {
  /** What the chart shows, as its accessible name. */
  title: string;
  bars: readonly { label: string; count: number }[];
  /** What is counted: "message". */
  word: string;
  className?: string;
};

const height = 48;
const width = 10;

/** Counts over time as bars; the same numbers stand in a table for screen readers. */
export function CountBars({ title, bars, word, className = "h-16" }: Props) {
  const peak = Math.max(1, ...bars.map(({ count }) => count));
  const gap = bars.length > 60 ? 2 : 3;
  const step = width + gap;
  const tall = (count: number) => (count === 0 ? 0 : Math.max(2, (count / peak) * height));
  return (
    <figure className="relative">
      <svg
        viewBox={`0 0 ${Math.max(1, bars.length * step - gap)} ${height}`}
        preserveAspectRatio="none"
        className={`block w-full ${className}`}
        role="img"
        aria-label={title}
      >
        {bars.map(({ label, count }, position) => (
          <g key={label}>
            <title>{`${label}: ${count} ${word}${count === 1 ? "" : "s"}`}</title>
            <rect
              x={position * step}
              width={width}
              height={height}
              className="fill-transparent hover:fill-hover"
            />
            <rect
              x={position * step}
              y={height - 1}
              width={width}
              height={1}
              className="pointer-events-none fill-line-strong"
            />
            <rect
              x={position * step}
              y={height - tall(count)}
              width={width}
              height={tall(count)}
              className="pointer-events-none fill-accent-solid"
            />
          </g>
        ))}
      </svg>
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <tbody>
            {bars.map(({ label, count }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
