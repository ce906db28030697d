import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Pill } from "@/components/ui/pill";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { NoiseLine } from "@/lib/rules/noise/report";

type Line = NoiseLine & { noisiness: number | null };
type Props = {
  lines: readonly Line[];
  place: Place;
  /** Where something is suggested for a rule. */
  suggestHref: (ruleId: string) => string;
};

function toneOf(noisiness: number): Tone {
  if (noisiness >= 0.5) return "bad";
  return noisiness >= 0.25 ? "warn" : "good";
}

function Noisiness({ noisiness }: Pick<Line, "noisiness">) {
  if (noisiness === null) return <span className="text-ink-faint">too little to say</span>;
  return <Pill tone={toneOf(noisiness)}>{`${Math.round(noisiness * 100)} % noise`}</Pill>;
}

function NoiseRow({ line, place, suggestHref }: Omit<Props, "lines"> & { line: Line }) {
  return (
    <Tr>
      <Td className="max-w-72 min-w-40">
        <Link
          href={projectPath(place, line.kind === "rule" ? "rules" : "routes", line.id)}
          className="font-medium underline-offset-2 hover:underline"
        >
          {line.name}
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-2 text-xs text-ink-muted">
          {line.kind === "rule" ? "Rule" : "Route"}
          {!line.enabled && <Pill>Off</Pill>}
          {line.mutes > 0 && <Pill>{line.mutes === 1 ? "1 mute" : `${line.mutes} mutes`}</Pill>}
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        <Noisiness noisiness={line.noisiness} />
      </Td>
      <Td className="text-right">{line.fired}</Td>
      <Td className="text-right max-sm:hidden">{line.told}</Td>
      <Td className="text-right max-md:hidden">{`${line.acknowledged} of ${line.cases}`}</Td>
      <Td className="text-right max-lg:hidden">{line.snoozed}</Td>
      <Td className="text-right max-lg:hidden">{line.muted}</Td>
      <Td className="text-right whitespace-nowrap max-md:hidden">{`${line.useful} / ${line.noise}`}</Td>
      <Td className="text-right whitespace-nowrap">
        {line.kind === "rule" && line.enabled && (
          <Link
            href={suggestHref(line.id)}
            aria-label={`Suggest something quieter for ${line.name}`}
            className="underline underline-offset-2"
          >
            Suggest
          </Link>
        )}
      </Td>
    </Tr>
  );
}

/** What every rule and route told and what became of it, the noisiest first. */
export function NoiseTable({ lines, ...look }: Props) {
  const head = (
    <>
      <Th>Rule or route</Th>
      <Th>Noise</Th>
      <Th className="text-right">Fired</Th>
      <Th className="text-right max-sm:hidden">Messages</Th>
      <Th className="text-right max-md:hidden">Acknowledged</Th>
      <Th className="text-right max-lg:hidden">Snoozed</Th>
      <Th className="text-right max-lg:hidden">Muted</Th>
      <Th className="text-right max-md:hidden">Useful / noise</Th>
      <Th>
        <span className="sr-only">Suggestion</span>
      </Th>
    </>
  );
  return (
    <Table caption="Rules and routes, the noisiest first" head={head}>
      {lines.map((line) => (
        <NoiseRow key={line.id} line={line} {...look} />
      ))}
    </Table>
  );
}
