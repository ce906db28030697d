import { ActionButton } from "@/components/ui/action-button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionState } from "@/lib/action-state";
import type { UnresolvedOwner } from "@/lib/installations/owners/queries";

const problems = {
  unknown: "Nobody in the workspace has this address",
  deactivated: "Deactivated in Slack",
  no_address: "Is no e-mail address",
} as const;

type Props = {
  owners: readonly UnresolvedOwner[];
  timeZone: string;
  /** Asks Slack anew with the next message; left out for people who may only look. */
  retry?: ((state: ActionState<void>, form: FormData) => Promise<ActionState<void>>) | undefined;
};

/** Owners of customers whom Slack does not know, so that their messages went to the route's channel. */
export function UnresolvedOwners({ owners, timeZone, retry }: Props) {
  const head = (
    <>
      <Th>Owner</Th>
      <Th>Why</Th>
      <Th className="text-right max-sm:hidden">Customers</Th>
      <Th className="text-right max-sm:hidden">Asked</Th>
    </>
  );
  return (
    <Card
      title="Owners that Slack does not know"
      description="What was meant for them went to the route's own channel."
      actions={
        retry && (
          <ActionButton action={retry} fields={{}}>
            Ask again
          </ActionButton>
        )
      }
      flush
    >
      <Table caption="Owners that Slack does not know" head={head}>
        {owners.map(({ installationId, email, problem, teamName, customers, lookedUpAt }) => (
          <Tr key={`${installationId} ${email}`}>
            <Td className="font-medium break-all">{email}</Td>
            <Td>
              {problems[problem]}
              <span className="block text-xs text-ink-muted">{teamName}</span>
            </Td>
            <Td className="text-right tabular-nums max-sm:hidden">{customers}</Td>
            <Td className="text-right whitespace-nowrap text-ink-muted max-sm:hidden">
              <RelativeTime iso={lookedUpAt.toISOString()} timeZone={timeZone} />
            </Td>
          </Tr>
        ))}
      </Table>
    </Card>
  );
}
