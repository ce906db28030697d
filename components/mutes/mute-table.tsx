import { ActionButton } from "@/components/ui/action-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionState } from "@/lib/action-state";
import type { MuteItem } from "@/lib/mutes/queries";

type Props = {
  items: readonly MuteItem[];
  timeZone: string;
  /** Left out for people who may not end one. */
  end?: ((state: ActionState<void>, form: FormData) => Promise<ActionState<void>>) | undefined;
};

/** What a mute names, part by part. */
function partsOf(mute: MuteItem): { noun: string; name: string }[] {
  const { customerId, ruleId, routeId, destinationId } = mute;
  return [
    { noun: "Customer", id: customerId, name: mute.customerName },
    { noun: "Rule", id: ruleId, name: mute.ruleName },
    { noun: "Route", id: routeId, name: mute.routeName },
    { noun: "Destination", id: destinationId, name: mute.destinationName },
  ].flatMap(({ noun, id, name }) => (id === null ? [] : [{ noun, name: name ?? id }]));
}

function MuteRow({ mute, timeZone, end }: Omit<Props, "items"> & { mute: MuteItem }) {
  const time = (at: Date) => <RelativeTime iso={at.toISOString()} timeZone={timeZone} />;
  return (
    <Tr>
      <Td className="min-w-44">
        {partsOf(mute).map(({ noun, name }) => (
          <span key={noun} className="block">
            <span className="text-ink-muted">{noun} </span>
            <span className="font-medium break-words">{name}</span>
          </span>
        ))}
        {mute.reason !== "" && <span className="mt-0.5 block text-xs text-ink-muted">{mute.reason}</span>}
        <span className="mt-0.5 block text-xs text-ink-muted sm:hidden">by {mute.by}</span>
      </Td>
      <Td className="whitespace-nowrap">{time(mute.until)}</Td>
      <Td className="max-sm:hidden">{mute.by}</Td>
      <Td className="text-right tabular-nums max-sm:hidden">{mute.suppressed}</Td>
      <Td className="w-20 text-right">
        {end && (
          <ActionButton action={end} fields={{ muteId: mute.id }}>
            Undo
          </ActionButton>
        )}
      </Td>
    </Tr>
  );
}

/** Mutes that have not ended, the newest first. */
export function MuteTable({ items, ...rest }: Props) {
  const head = (
    <>
      <Th>Muted</Th>
      <Th>Ends</Th>
      <Th className="max-sm:hidden">By</Th>
      <Th className="text-right max-sm:hidden">Not told</Th>
      <Th>
        <span className="sr-only">Undo</span>
      </Th>
    </>
  );
  return (
    <Table caption="Mutes, the newest first" head={head}>
      {items.map((mute) => (
        <MuteRow key={mute.id} mute={mute} {...rest} />
      ))}
    </Table>
  );
}
