import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { EscalationItem } from "@/lib/escalations/queries";

type Props = { escalations: EscalationItem[]; names: ReadonlyMap<string, string>; place: Place };

const people = { owner: "the owner", manager: "the owner’s manager" } as const;

function describeStep(
  { afterMinutes, destinationId, person, mentionGroupId }: EscalationItem["steps"][number],
  position: number,
  names: Props["names"],
): string {
  const when = `${position === 0 ? "after" : "then after"} ${afterMinutes} min`;
  const place = names.get(destinationId) ?? "a destination that is gone";
  const group = mentionGroupId ? ` with ${mentionGroupId}` : "";
  return `${when}: ${person ? `${people[person]}, else ` : ""}${place}${group}`;
}

/** Who is told next of what nobody acknowledges. */
export function EscalationTable({ escalations, names, place }: Props) {
  const head = (
    <>
      <Th>Escalation</Th>
      <Th className="max-md:hidden">Cases</Th>
      <Th>Steps</Th>
      <Th className="text-right">State</Th>
    </>
  );
  return (
    <Table caption="Escalations" head={head}>
      {escalations.map(({ id, name, severities, eventTypes, steps, enabled }) => (
        <Tr key={id} hover>
          <Td>
            <Link
              href={projectPath(place, "escalations", id)}
              className="font-medium after:absolute after:inset-0"
            >
              {name}
              <LinkPending />
            </Link>
          </Td>
          <Td className="text-ink-muted max-md:hidden">
            {`${severities.join(", ")}${eventTypes.includes("*") ? "" : `: ${eventTypes.join(", ")}`}`}
          </Td>
          <Td>
            {steps.map((step, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name than its place.
              <span key={position} className="block">
                {describeStep(step, position, names)}
              </span>
            ))}
          </Td>
          <Td className="text-right">
            <Pill tone={enabled ? "good" : "neutral"}>{enabled ? "On" : "Off"}</Pill>
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
