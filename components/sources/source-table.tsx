import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { InstantSwitch } from "@/components/ui/instant-switch";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionState } from "@/lib/action-state";
import type { SourceItem } from "@/lib/sources/queries";
import { vendorNames } from "@/lib/sources/schema";
import { SourceStatePill } from "./state-pill";
import { VendorIcon } from "./vendor";

type Props = {
  sources: SourceItem[];
  place: Place;
  timeZone: string;
  mayEdit: boolean;
  setEnabled: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

function SourceRow({
  source,
  place,
  timeZone,
  mayEdit,
  setEnabled,
}: Omit<Props, "sources"> & { source: SourceItem }) {
  const { id, name, kind, enabled, lastReceivedAt } = source;
  return (
    <Tr hover>
      <Td>
        <span className="flex items-start gap-2.5">
          <span className="mt-0.5">
            <VendorIcon kind={kind} />
          </span>
          <span className="min-w-0">
            <Link
              href={projectPath(place, "sources", id)}
              className="font-medium after:absolute after:inset-0"
            >
              {name}
              <LinkPending />
            </Link>
            <span className="block text-xs text-ink-muted">{vendorNames[kind]}</span>
          </span>
        </span>
      </Td>
      <Td>
        <SourceStatePill source={source} />
      </Td>
      <Td className="text-ink-muted max-md:hidden">
        {lastReceivedAt ? <RelativeTime iso={lastReceivedAt.toISOString()} timeZone={timeZone} /> : "Never"}
      </Td>
      {mayEdit && (
        <Td className="text-right">
          <InstantSwitch
            checked={enabled}
            label={`${name} enabled`}
            fields={{ sourceId: id }}
            action={setEnabled}
          />
        </Td>
      )}
    </Tr>
  );
}

/** The vendors that post to this project. */
export function SourceTable({ sources, ...rest }: Props) {
  const head = (
    <>
      <Th>Source</Th>
      <Th>State</Th>
      <Th className="max-md:hidden">Last received</Th>
      {rest.mayEdit && <Th className="text-right">Enabled</Th>}
    </>
  );
  return (
    <Table caption="Sources" head={head}>
      {sources.map((source) => (
        <SourceRow key={source.id} source={source} {...rest} />
      ))}
    </Table>
  );
}
