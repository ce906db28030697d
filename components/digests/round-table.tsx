import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/components/ui/time-format";
import type { RoundItem } from "@/lib/digests/queries";

type Props = { rounds: RoundItem[]; place: Place };

const stateOf = ({ state }: RoundItem) =>
  state === null ? "Nothing to tell" : `${state.charAt(0).toUpperCase()}${state.slice(1)}`;

/** When a digest was told, and what became of it. */
export function RoundTable({ rounds, place }: Props) {
  const head = (
    <>
      <Th>Window until</Th>
      <Th className="text-right">Notifications</Th>
      <Th>State</Th>
    </>
  );
  return (
    <Table caption="Told so far" head={head}>
      {rounds.map((round) => {
        const when = formatInstant(round.windowEnd.toISOString(), round.timeZone);
        return (
          <Tr key={round.id} hover={round.state !== null}>
            <Td>
              {round.state === null ? (
                when
              ) : (
                <Link
                  href={projectPath(place, "digests", "told", round.id)}
                  className="font-medium after:absolute after:inset-0"
                >
                  {when}
                </Link>
              )}
            </Td>
            <Td className="text-right tabular-nums">{round.count}</Td>
            <Td className="text-ink-muted">{stateOf(round)}</Td>
          </Tr>
        );
      })}
    </Table>
  );
}
