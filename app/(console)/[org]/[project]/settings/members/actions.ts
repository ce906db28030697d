"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { organizationAction } from "@/lib/action";
import { invitationMail } from "@/lib/email/invitation-mail";
import { sendMail } from "@/lib/email/send";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { changeRole, removeMember } from "@/lib/organizations/commands";
import { admitInvitation, inviteMember, withdrawInvitation } from "@/lib/organizations/invitations/commands";
import { invitationInput, roleInput } from "@/lib/organizations/schema";

const page = "/[org]/[project]/settings/members";

const invite = organizationAction(
  { role: "admin", schema: invitationInput },
  async (scope, input, { organization, user }) => {
    const now = new Date();
    await admitInvitation(scope, now);
    const { token } = await inviteMember(scope, input, now);
    revalidatePath(page, "page");
    const { email, role } = input;
    const link = `${env().NEXTAUTH_URL}/invite/${token}`;
    const letter = {
      url: link,
      email,
      organizationName: organization.name,
      invitedBy: user.email,
      role,
      days: 7,
    };
    try {
      await sendMail({ to: email, ...invitationMail(letter) });
      return { email, link: undefined };
    } catch (error) {
      log.warn({ organizationId: organization.id, error }, "invitation not mailed");
      return { email, link };
    }
  },
);

const change = organizationAction({ role: "admin", schema: roleInput }, async (scope, input) => {
  await changeRole(scope, input);
  revalidatePath(page, "page");
});

const remove = organizationAction(
  { role: "viewer", schema: z.object({ userId: z.string() }) },
  async (scope, input, { user }) => {
    await removeMember(scope, input);
    if (input.userId === user.userId) redirect("/");
    revalidatePath(page, "page");
  },
);

const withdraw = organizationAction(
  { role: "admin", schema: z.object({ invitationId: z.string() }) },
  async (scope, input) => {
    await withdrawInvitation(scope, input);
    revalidatePath(page, "page");
  },
);

/** Mails an invitation; hands its link back only when it could not be mailed. */
export const inviteMemberAction: typeof invite = async (...given) => invite(...given);
/** Changes a member's role. */
export const changeRoleAction: typeof change = async (...given) => change(...given);
/** Removes a member; whoever removes themselves is shown what is left to them. */
export const removeMemberAction: typeof remove = async (...given) => remove(...given);
/** Withdraws an invitation. */
export const withdrawInvitationAction: typeof withdraw = async (...given) => withdraw(...given);
