import { Check as CheckIcon, X } from "lucide-react";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Check } from "@/lib/routing/reason";

/** The condition as a line: `not data.amount at_least 100`. */
function conditionOf(check: Check): string {
  return [check.negated ? "not" : "", check.path, check.operator, check.expected].filter(Boolean).join(" ");
}

/** Every condition with what was asked for and what the event had. */
export function ChecksTable({ checks }: { checks: readonly Check[] }) {
  const head = (
    <>
      <Th>Result</Th>
      <Th>Condition</Th>
      <Th>Value seen</Th>
    </>
  );
  return (
    <Table caption="Conditions checked" head={head}>
      {checks.map((check, position) => {
        const Icon = check.passed ? CheckIcon : X;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored trace never changes.
          <Tr key={position}>
            <Td className="w-24 whitespace-nowrap">
              <span className={`inline-flex items-center gap-1 ${check.passed ? "text-good" : "text-bad"}`}>
                <Icon aria-hidden className="size-4" />
                {check.passed ? "Holds" : "Fails"}
              </span>
            </Td>
            <Td className="font-mono text-xs leading-5">{conditionOf(check)}</Td>
            <Td className="font-mono text-xs leading-5">{check.seen ?? "nothing there"}</Td>
          </Tr>
        );
      })}
    </Table>
  );
}
