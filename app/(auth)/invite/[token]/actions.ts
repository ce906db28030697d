"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { userAction } from "@/lib/action";
import { acceptInvitation } from "@/lib/organizations/invitations/commands";
import { homePathFor } from "@/lib/organizations/queries";

const accept = userAction({ schema: z.object({ token: z.string() }) }, async (user, { token }) => {
  const { organization } = await acceptInvitation(user, token, new Date());
  redirect(await homePathFor(user, organization.id));
});

/** Joins the organization and goes there. */
export const acceptInvitationAction: typeof accept = async (...given) => accept(...given);
