import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { DigestItem } from "@/lib/digests/queries";
import { describeCadence } from "@/lib/schedule/wording";

type Props = { digests: DigestItem[]; waiting: ReadonlyMap<string, number>; place: Place; timeZone: string };

/** Which digests there are, when each is told next and how much waits for it. */
export function DigestTable({ digests, waiting, place, timeZone }: Props) {
  const head = (
    <>
      <Th>Digest</Th>
      <Th className="max-md:hidden">To</Th>
      <Th>When</Th>
      <Th className="max-sm:hidden">Next</Th>
      <Th className="text-right">Waiting</Th>
    </>
  );
  return (
    <Table caption="Digests" head={head}>
      {digests.map((digest) => (
        <Tr key={digest.id} hover>
          <Td>
            <Link
              href={projectPath(place, "digests", digest.id)}
              className="font-medium after:absolute after:inset-0"
            >
              {digest.name}
              <LinkPending />
            </Link>
            <span className="block text-xs text-ink-muted">
              {digest.template === "leadership" ? "Leadership report" : "Summary"}
            </span>
          </Td>
          <Td className="max-md:hidden">{digest.destinationName}</Td>
          <Td>
            {describeCadence(digest.cadence)}
            <span className="block text-xs text-ink-muted">
              {(digest.timeZone ?? timeZone).replaceAll("_", " ")}
            </span>
          </Td>
          <Td className="max-sm:hidden">
            {digest.nextAt ? (
              <RelativeTime iso={digest.nextAt.toISOString()} timeZone={digest.timeZone ?? timeZone} />
            ) : (
              <Pill>Off</Pill>
            )}
          </Td>
          <Td className="text-right tabular-nums">{waiting.get(digest.id) ?? 0}</Td>
        </Tr>
      ))}
    </Table>
  );
}
