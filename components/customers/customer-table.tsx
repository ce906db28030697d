import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { withQuery } from "@/components/ui/query-string";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Customer } from "@/lib/customers/row";
import { formatMoney } from "@/lib/messages/money";
import { ZonePill } from "./zone-pill";

type Props = { items: Customer[]; place: Place; timeZone: string };

function CustomerLine({ customer, place, timeZone }: Omit<Props, "items"> & { customer: Customer }) {
  const { id, environment, profile, zone } = customer;
  const query = { environment: environment === "sandbox" ? environment : undefined };
  return (
    <Tr hover>
      <Td className="max-w-72">
        <Link
          href={withQuery(projectPath(place, "customers", id), query)}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {profile.name ?? id}
          <LinkPending />
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-2 text-xs text-ink-muted">
          <span className="max-w-full truncate font-mono">{id}</span>
          {profile.excluded && <Pill>Excluded</Pill>}
        </span>
      </Td>
      <Td className="max-md:hidden">{profile.tier ?? "–"}</Td>
      <Td className="text-right whitespace-nowrap tabular-nums">
        {profile.mrr ? formatMoney(profile.mrr) : "–"}
      </Td>
      <Td>
        <ZonePill zone={zone} score={profile.healthScore} />
      </Td>
      <Td className="max-w-48 max-lg:hidden">
        <span className="block truncate">{profile.ownerName ?? profile.ownerEmail ?? "–"}</span>
      </Td>
      <Td className="text-right whitespace-nowrap text-ink-muted max-sm:hidden">
        <RelativeTime iso={customer.updatedAt.toISOString()} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

/** Customers in the order of their ids. */
export function CustomerTable({ items, place, timeZone }: Props) {
  const head = (
    <>
      <Th>Customer</Th>
      <Th className="max-md:hidden">Tier</Th>
      <Th className="text-right">MRR</Th>
      <Th>Health</Th>
      <Th className="max-lg:hidden">Owner</Th>
      <Th className="text-right max-sm:hidden">Updated</Th>
    </>
  );
  return (
    <Table caption="Customers" head={head}>
      {items.map((customer) => (
        <CustomerLine key={customer.id} customer={customer} place={place} timeZone={timeZone} />
      ))}
    </Table>
  );
}
