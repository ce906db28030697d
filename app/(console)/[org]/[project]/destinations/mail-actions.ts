"use server";

import { refresh } from "next/cache";
import { memberAction } from "@/lib/action";
import { updateDestination } from "@/lib/destinations/commands";
import { createEmailDestination } from "@/lib/destinations/mail/commands";
import { mailForm, otherMailForm } from "./mail-form-schema";
import { settleNew } from "./settle-new";

/** Adds mailboxes with a route for the events that were ticked, and goes to their page, where the test is told. */
export const addMailboxes = memberAction(
  { role: "member", schema: mailForm },
  async (scope, input, member): Promise<never> => {
    const { name, acceptsSandbox, recipients, subjectPrefix, replyTo } = input;
    const asked = { name, acceptsSandbox, recipients, subjectPrefix, replyTo };
    const { id } = await createEmailDestination(scope, asked);
    return settleNew(scope, member, id, input);
  },
);

/** Writes to other addresses, or in another way; routes, history and what is held stay. */
export const changeMailboxes = memberAction(
  { role: "member", schema: otherMailForm },
  async (scope, { destinationId, ...patch }): Promise<void> => {
    await updateDestination(scope, destinationId, patch);
    refresh();
  },
);
