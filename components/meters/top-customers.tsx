import Link from "next/link";

type Props = {
  items: readonly { customerId: string; name: string | null; sum: string }[];
  unit: string | null;
  hrefOf: (customerId: string) => string;
};

/** The customers that count most, each with its part of the largest as a bar. */
export function TopCustomers({ items, unit, hrefOf }: Props) {
  if (items.length === 0) return <p className="p-4 text-ink-muted">No customer has a reading in it.</p>;
  const most = Math.max(...items.map(({ sum }) => Number(sum)), Number.MIN_VALUE);
  return (
    <ol className="divide-y divide-line">
      {items.map(({ customerId, name, sum }) => (
        <li key={customerId} className="relative px-4 py-2 text-sm hover:bg-hover">
          <span className="flex items-baseline justify-between gap-4">
            <Link
              href={hrefOf(customerId)}
              className="min-w-0 truncate font-medium after:absolute after:inset-0"
            >
              {name ?? customerId}
            </Link>
            <span className="whitespace-nowrap tabular-nums">
              {sum} {unit}
            </span>
          </span>
          <span aria-hidden className="mt-1 block h-1 rounded-full bg-sunken">
            <span
              className="block h-1 rounded-full bg-accent-solid"
              style={{ width: `${Math.max(0, (Number(sum) / most) * 100)}%` }}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}
