import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Role } from "@/db/enums";
import type { ActionState } from "@/lib/action-state";
import { RoleForm } from "./role-form";

type FormAction = (state: ActionState, form: FormData) => Promise<ActionState>;
export type MemberRow = {
  userId: string;
  email: string;
  name: string | null;
  role: Role;
  joinedAt: Date;
  isSelf: boolean;
  /** What the person who looks may do with this one. */
  mayChange: boolean;
};

type Props = {
  members: MemberRow[];
  timeZone: string;
  mayMakeOwners: boolean;
  changeRole: FormAction;
  removeMember: FormAction;
};

function Removal({ member, removeMember }: { member: MemberRow; removeMember: FormAction }) {
  if (!member.mayChange && !member.isSelf) return null;
  return (
    <ConfirmDialog
      trigger={member.isSelf ? "Leave" : "Remove"}
      triggerLook={{ variant: "danger", size: "sm" }}
      triggerLabel={member.isSelf ? "Leave the organization" : `Remove ${member.email}`}
      title={member.isSelf ? "Leave this organization?" : `Remove ${member.email}?`}
      confirm={member.isSelf ? "Leave" : "Remove"}
      pendingLabel={member.isSelf ? "Leaving" : "Removing"}
      danger
      action={removeMember}
      fields={{ userId: member.userId }}
    >
      {member.isSelf ? "You lose" : "They lose"} access to every project at once. What was set up stays.
    </ConfirmDialog>
  );
}

/** Who belongs to the organization, as what, and what can be done about it. */
export function MemberTable({ members, timeZone, mayMakeOwners, changeRole, removeMember }: Props) {
  const head = (
    <>
      <Th>Person</Th>
      <Th>Role</Th>
      <Th>Joined</Th>
      <Th className="relative">
        <span className="sr-only">Actions</span>
      </Th>
    </>
  );
  return (
    <Table caption="Members" head={head} className="min-w-176">
      {members.map((member) => (
        <Tr key={member.userId}>
          <Td>
            <span className="block font-medium">{member.name ?? member.email}</span>
            {member.name && <span className="block text-ink-muted">{member.email}</span>}
            {member.isSelf && <Pill className="mt-1">You</Pill>}
          </Td>
          <Td>
            {member.mayChange ? (
              <RoleForm {...member} action={changeRole} mayMakeOwners={mayMakeOwners} />
            ) : (
              <Pill>{member.role}</Pill>
            )}
          </Td>
          <Td className="whitespace-nowrap text-ink-muted">
            <RelativeTime iso={member.joinedAt.toISOString()} timeZone={timeZone} />
          </Td>
          <Td className="text-right">
            <Removal member={member} removeMember={removeMember} />
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
