import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Role } from "@/db/enums";
import type { ActionState } from "@/lib/action-state";

type Props = {
  invitations: { id: string; email: string; role: Role; expiresAt: Date; isPast: boolean }[];
  timeZone: string;
  withdraw: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** Invitations that nobody has accepted yet. */
export function InvitationTable({ invitations, timeZone, withdraw }: Props) {
  const head = (
    <>
      <Th>E-mail</Th>
      <Th>Role</Th>
      <Th>Ends</Th>
      <Th className="relative">
        <span className="sr-only">Actions</span>
      </Th>
    </>
  );
  return (
    <Table caption="Open invitations" head={head} className="min-w-128">
      {invitations.map(({ id, email, role, expiresAt, isPast }) => (
        <Tr key={id}>
          <Td>{email}</Td>
          <Td>{role}</Td>
          <Td className="whitespace-nowrap">
            {isPast ? (
              <Pill tone="warn">Past: invite again</Pill>
            ) : (
              <RelativeTime iso={expiresAt.toISOString()} timeZone={timeZone} className="text-ink-muted" />
            )}
          </Td>
          <Td className="text-right">
            <ConfirmDialog
              trigger="Withdraw"
              triggerLook={{ variant: "danger", size: "sm" }}
              triggerLabel={`Withdraw the invitation of ${email}`}
              title={`Withdraw the invitation of ${email}?`}
              confirm="Withdraw"
              pendingLabel="Withdrawing"
              danger
              action={withdraw}
              fields={{ invitationId: id }}
            >
              The link that was mailed stops working at once.
            </ConfirmDialog>
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
