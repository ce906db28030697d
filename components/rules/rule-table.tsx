import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { InstantSwitch } from "@/components/ui/instant-switch";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionState } from "@/lib/action-state";
import type { BoardItem } from "@/lib/rules/board/row";
import { sentenceOf } from "./sentence-text";
import { Spark } from "./spark";

type Look = {
  place: Place;
  timeZone: string;
  mayEdit: boolean;
  /** Names of destinations by id. */
  destinations: ReadonlyMap<string, string>;
  setEnabled: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

function Destinations({ item, destinations }: Pick<Look, "destinations"> & { item: BoardItem }) {
  const names = (item.rule?.destinations ?? []).map(({ destinationId }) => destinations.get(destinationId));
  const known = names.filter((name) => name !== undefined);
  const owner = item.rule && item.rule.ownerRouting !== "none" ? ["the owner"] : [];
  const told = [...known, ...owner];
  if (told.length === 0) return <span className="text-ink-faint">By routes only</span>;
  return <span className="line-clamp-2">{told.join(", ")}</span>;
}

function FiringNow({ item, place }: { item: BoardItem; place: Place }) {
  if (item.firing === 0 && item.pending === 0) return <span className="text-ink-faint">–</span>;
  return (
    <Link
      href={`${projectPath(place, "rules", item.id)}#now`}
      className="relative z-10 inline-flex flex-wrap justify-end gap-1"
    >
      {item.firing > 0 && <Pill tone="bad">{`${item.firing.toLocaleString("en")} firing`}</Pill>}
      {item.pending > 0 && <Pill tone="warn">{`${item.pending.toLocaleString("en")} pending`}</Pill>}
    </Link>
  );
}

function RuleRow({ item, place, timeZone, mayEdit, destinations, setEnabled }: Look & { item: BoardItem }) {
  const { id, name, enabled, lastToldAt, days, rule } = item;
  return (
    <Tr hover>
      <Td className="max-w-md min-w-48">
        <Link
          href={projectPath(place, "rules", id)}
          className="font-medium after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px]"
        >
          {name}
          <LinkPending />
        </Link>
        <span className="mt-0.5 line-clamp-2 text-sm text-ink-muted">
          {rule ? sentenceOf(rule) : "This version does not understand this rule any more."}
        </span>
      </Td>
      <Td className="max-w-48 max-lg:hidden">
        <Destinations item={item} destinations={destinations} />
      </Td>
      <Td className="text-right whitespace-nowrap">
        <FiringNow item={item} place={place} />
      </Td>
      <Td className="text-right whitespace-nowrap text-ink-muted max-md:hidden">
        {lastToldAt ? <RelativeTime iso={lastToldAt.toISOString()} timeZone={timeZone} /> : "never"}
      </Td>
      <Td className="max-xl:hidden">
        <Spark days={days} name={name} />
      </Td>
      <Td className="text-right">
        {mayEdit ? (
          <InstantSwitch
            checked={enabled}
            label={`${name} enabled`}
            fields={{ ruleId: id }}
            action={setEnabled}
          />
        ) : (
          <Pill>{enabled ? "On" : "Off"}</Pill>
        )}
      </Td>
    </Tr>
  );
}

/** Rules in the order of their names. */
export function RuleTable({ items, ...look }: Look & { items: readonly BoardItem[] }) {
  const head = (
    <>
      <Th>Rule</Th>
      <Th className="max-lg:hidden">Tells</Th>
      <Th className="text-right">Now</Th>
      <Th className="text-right max-md:hidden">Last told</Th>
      <Th className="max-xl:hidden">Last 30 days</Th>
      <Th className="text-right">Enabled</Th>
    </>
  );
  return (
    <Table caption="Rules" head={head}>
      {items.map((item) => (
        <RuleRow key={item.id} item={item} {...look} />
      ))}
    </Table>
  );
}
