import { type ChartPoint, hasValues, peakOf, scaleOf } from "./chart-scale";

type Props = {
  /** What the chart shows, as its accessible name. */
  title: string;
  points: readonly ChartPoint[];
  /** The bounds, each drawn as a line. */
  thresholds?: readonly string[];
  /** `bars` for what adds up by window, `line` for a number that stays until it changes. */
  look?: "bars" | "line";
  /** How a value is written. */
  write?: (value: string) => string;
  /** What to say when there is nothing. */
  empty?: string;
};

const height = 120;
const step = 12;
const bar = 9;

function LinePath({ points, y }: { points: readonly ChartPoint[]; y: (value: string) => number }) {
  let path = "";
  points.forEach(({ value }, position) => {
    if (value === null) return;
    path += path === "" ? `M${position * step} ${y(value)}` : `H${position * step}V${y(value)}`;
  });
  return (
    <path
      d={path === "" ? "" : `${path}H${points.length * step}`}
      vectorEffect="non-scaling-stroke"
      strokeWidth={1.75}
      className="fill-none stroke-accent-solid"
    />
  );
}

/** A value over time against its threshold, drawn as SVG; the same numbers stand in a table for screen readers. */
export function ValueChart({
  title,
  points,
  thresholds = [],
  look = "bars",
  write = (value) => value,
  empty,
}: Props) {
  if (!hasValues(points)) {
    return <p className="py-8 text-center text-ink-muted">{empty ?? "There is nothing to draw yet."}</p>;
  }
  const { at } = scaleOf(points, thresholds);
  const y = (value: string | number) => Math.round((1 - at(Number(value))) * height * 10) / 10;
  const zero = y(0);
  const total = points.length * step;
  return (
    <figure className="relative">
      <svg
        viewBox={`0 0 ${total} ${height}`}
        preserveAspectRatio="none"
        className="block h-36 w-full"
        role="img"
        aria-label={title}
      >
        {points.map(({ label, value }, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a window is its place.
          <g key={position}>
            <title>{`${label}: ${value === null ? "nothing" : write(value)}`}</title>
            <rect
              x={position * step}
              width={step}
              height={height}
              className="fill-transparent hover:fill-hover"
            />
            {look === "bars" && value !== null && (
              <rect
                x={position * step + (step - bar) / 2}
                y={Math.min(y(value), zero)}
                width={bar}
                height={Math.max(1, Math.abs(zero - y(value)))}
                className="pointer-events-none fill-accent-solid"
              />
            )}
          </g>
        ))}
        {look === "line" && <LinePath points={points} y={y} />}
        <rect y={zero - 0.5} width={total} height={1} className="pointer-events-none fill-line-strong" />
        {thresholds.map((threshold) => (
          <line
            key={threshold}
            x1={0}
            x2={total}
            y1={y(threshold)}
            y2={y(threshold)}
            strokeDasharray="5 4"
            strokeWidth={1.5}
            vectorEffect="non-scaling-stroke"
            className="pointer-events-none stroke-bad-solid"
          />
        ))}
      </svg>
      <figcaption className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-2xs text-ink-faint">
        <span>{points[0]?.label}</span>
        {thresholds.length > 0 && (
          <span className="flex items-center gap-1.5 text-ink-muted">
            <span aria-hidden className="w-4 border-t-2 border-dashed border-bad-solid" />
            {`${thresholds.length === 1 ? "Threshold" : "Steps"} ${thresholds.map(write).join(", ")}`}
          </span>
        )}
        <span className="text-ink-muted">{`Peak ${write(peakOf(points))}`}</span>
        <span>{points.at(-1)?.label}</span>
      </figcaption>
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <tbody>
            {points.map(({ label, value }, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a window is its place.
              <tr key={position}>
                <th scope="row">{label}</th>
                <td>{value === null ? "nothing" : write(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
