import Link from "next/link";
import { Code } from "@/components/ui/code-block";
import { Pill } from "@/components/ui/pill";

type Row = {
  type: string;
  label: string;
  description: string;
  own: { enabled: boolean; lastError: { message: string } | null } | undefined;
};

function State({ own }: Pick<Row, "own">) {
  if (!own) return <span className="text-sm text-ink-faint">Built in</span>;
  if (!own.enabled) return <Pill>Off</Pill>;
  return own.lastError ? <Pill tone="warn">Falls back</Pill> : <Pill tone="accent">Own wording</Pill>;
}

/** Event types, each with whose words it is told in. */
export function TypeList({ rows, hrefOf }: { rows: readonly Row[]; hrefOf: (type: string) => string }) {
  return (
    <ul className="divide-y divide-line">
      {rows.map(({ type, label, description, own }) => (
        <li
          key={type}
          className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover"
        >
          <div className="min-w-0 flex-1 basis-60">
            <Link
              href={hrefOf(type)}
              className="font-medium text-ink after:absolute after:inset-0 focus-visible:after:outline-2"
            >
              {label}
            </Link>{" "}
            <Code className="break-all">{type}</Code>
            <p className="text-sm text-ink-muted">{description}</p>
          </div>
          <State own={own} />
        </li>
      ))}
    </ul>
  );
}
