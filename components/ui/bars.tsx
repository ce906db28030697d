export type Bar = { label: string; good: number; bad: number };

type Props = {
  /** What the chart shows, as its accessible name. */ title: string;
  bars: Bar[];
  goodWord: string;
  badWord: string;
};

const height = 72;
const width = 10;
const gap = 3;

/** Two-part bars over time, drawn as SVG; the same numbers stand in a table for screen readers. */
export function Bars({ title, bars, goodWord, badWord }: Props) {
  const peak = Math.max(1, ...bars.map((bar) => bar.good + bar.bad));
  const scale = (count: number) => (count === 0 ? 0 : Math.max(2, (count / peak) * height));
  const total = bars.length * (width + gap) - gap;
  return (
    <figure className="relative">
      <svg
        viewBox={`0 0 ${total} ${height}`}
        preserveAspectRatio="none"
        className="block h-24 w-full"
        role="img"
        aria-label={title}
      >
        {bars.map((bar, position) => {
          const x = position * (width + gap);
          const bad = scale(bar.bad);
          const good = scale(bar.good);
          return (
            <g key={bar.label}>
              <title>{`${bar.label}: ${bar.good} ${goodWord}, ${bar.bad} ${badWord}`}</title>
              <rect x={x} y={0} width={width} height={height} className="fill-transparent hover:fill-hover" />
              <rect
                x={x}
                y={height - 1}
                width={width}
                height={1}
                className="pointer-events-none fill-line-strong"
              />
              <rect
                x={x}
                y={height - good}
                width={width}
                height={good}
                className="pointer-events-none fill-good-solid"
              />
              <rect
                x={x}
                y={height - good - bad}
                width={width}
                height={bad}
                className="pointer-events-none fill-bad-solid"
              />
            </g>
          );
        })}
      </svg>
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Hour</th>
              <th scope="col">{goodWord}</th>
              <th scope="col">{badWord}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td>{bar.good}</td>
                <td>{bar.bad}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
