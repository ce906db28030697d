import type { Metadata } from "next";
import { InvitationTable } from "@/components/members/invitation-table";
import { InviteForm } from "@/components/members/invite-form";
import { MemberTable } from "@/components/members/member-table";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listInvitations } from "@/lib/organizations/invitations/queries";
import { listMembers } from "@/lib/organizations/queries";
import { mayManage } from "@/lib/organizations/role-rules";
import {
  changeRoleAction,
  inviteMemberAction,
  removeMemberAction,
  withdrawInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "Members" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function MembersPage({ params }: Props) {
  const place = await params;
  const { scope, organization, project, role, user } = await requireMember(place.org, place.project);
  const mayInvite = isAtLeast(role, "admin");
  const [members, invitations] = await Promise.all([
    listMembers(scope),
    mayInvite ? listInvitations(scope) : Promise.resolve([]),
  ]);
  const now = new Date();
  const rows = members.map((member) => ({
    ...member,
    isSelf: member.userId === user.userId,
    mayChange: mayManage(role, member.role),
  }));
  const open = invitations.map((invitation) => ({ ...invitation, isPast: invitation.expiresAt <= now }));
  return (
    <>
      <PageHeader
        title="Members"
        description={`The people of ${organization.name}. They see every project of the organization.`}
      />
      <div className="grid gap-5">
        <Card flush title={members.length === 1 ? "1 member" : `${members.length} members`}>
          <MemberTable
            members={rows}
            timeZone={project.timeZone}
            mayMakeOwners={role === "owner"}
            changeRole={changeRoleAction.bind(null, organization.slug)}
            removeMember={removeMemberAction.bind(null, organization.slug)}
          />
        </Card>
        {open.length > 0 && (
          <Card flush title="Open invitations">
            <InvitationTable
              invitations={open}
              timeZone={project.timeZone}
              withdraw={withdrawInvitationAction.bind(null, organization.slug)}
            />
          </Card>
        )}
        {mayInvite && (
          <Card
            title="Invite somebody"
            description="They get a link by e-mail that works once, for seven days."
          >
            <InviteForm
              action={inviteMemberAction.bind(null, organization.slug)}
              mayMakeOwners={role === "owner"}
            />
          </Card>
        )}
      </div>
    </>
  );
}
