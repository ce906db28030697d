import type { Scope } from "@/lib/auth/scope";
import { addDestination } from "@/lib/destinations/commands";
import { changedMail, type MailPatch } from "@/lib/destinations/email-config";
import { newId } from "@/lib/id";

type NewMail = {
  name: string;
  acceptsSandbox?: boolean | undefined;
  enabled?: boolean | undefined;
} & MailPatch &
  Required<Pick<MailPatch, "recipients">>;

/** Adds mailboxes that are written to. @throws AppError as addDestination. */
export function createEmailDestination(
  scope: Scope,
  { name, acceptsSandbox = false, enabled = true, ...mail }: NewMail,
): Promise<{ id: string }> {
  const id = newId("destination");
  const config = changedMail({ recipients: [], toOwner: false }, mail);
  const ready = { id, kind: "email", name, acceptsSandbox, enabled, config, lane: `email:${id}` } as const;
  return addDestination(scope, ready);
}
