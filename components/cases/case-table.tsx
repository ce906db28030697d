import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { CaseItem } from "@/lib/cases/queries";
import { CaseBadges, CaseStatePill } from "./case-pills";

type Look = { place: Place; timeZone: string; now: Date };

function CaseRow({ item, place, timeZone, now }: Look & { item: CaseItem }) {
  const customer = item.customerName ?? item.customerId;
  return (
    <Tr hover>
      <Td className="w-40 max-sm:hidden">
        <CaseStatePill {...item} />
      </Td>
      <Td className="max-w-md max-sm:pl-4">
        <Link
          href={projectPath(place, "cases", item.id)}
          className="line-clamp-2 font-medium text-ink after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px]"
        >
          {item.text}
          <LinkPending />
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-muted max-sm:mt-1.5">
          <span className="sm:hidden">
            <CaseStatePill {...item} />
          </span>
          <span className="font-mono break-all">{item.key}</span>
          {customer !== null && <span className="md:hidden">{customer}</span>}
          <CaseBadges item={item} now={now} />
        </span>
      </Td>
      <Td className="max-w-44 min-w-32 max-md:hidden">
        <span className="line-clamp-2">{customer ?? "–"}</span>
      </Td>
      <Td className="w-20 text-right text-ink-muted max-lg:hidden">{item.stepCount}</Td>
      <Td className="w-24 text-right whitespace-nowrap text-ink-muted max-sm:w-0 max-sm:pl-0">
        <RelativeTime iso={item.updatedAt.toISOString()} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

/** Cases, the one that moved last first. */
export function CaseTable({ items, ...look }: Look & { items: readonly CaseItem[] }) {
  const head = (
    <>
      <Th className="max-sm:hidden">State</Th>
      <Th className="max-sm:pl-4">Case</Th>
      <Th className="max-md:hidden">Customer</Th>
      <Th className="text-right max-lg:hidden">Events</Th>
      <Th className="text-right">Last change</Th>
    </>
  );
  return (
    <Table caption="Cases, the one that moved last first" head={head}>
      {items.map((item) => (
        <CaseRow key={item.id} item={item} {...look} />
      ))}
    </Table>
  );
}
