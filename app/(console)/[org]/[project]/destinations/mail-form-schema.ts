import { z } from "zod";
import { mailStyle, recipientsInput } from "@/lib/destinations/email-config";
import { ticked } from "@/lib/form";
import { checkTypes, destinationShape } from "./destination-form-schema";

/** Addresses as they are pasted: one a line, or separated by commas, semicolons or spaces. */
const listed = (text: string) => text.split(/[\s,;]+/).filter(Boolean);

const mailShape = {
  addresses: z.string().max(20_000, "Name 50 addresses at most.").default(""),
  toOwner: ticked,
  ...mailStyle,
};

type Posted = { addresses: string; toOwner: boolean };

/** The addresses with the tick for the customer's owner; a complaint stands at the addresses. */
function withRecipients<Form extends Posted>(
  { addresses, toOwner, ...form }: Form,
  context: z.RefinementCtx,
) {
  const parsed = recipientsInput.safeParse([...listed(addresses), ...(toOwner ? ["owner"] : [])]);
  if (parsed.success) return { ...form, recipients: parsed.data };
  for (const { message } of parsed.error.issues)
    context.addIssue({ code: "custom", path: ["addresses"], message });
  return z.NEVER;
}

/** Mailboxes as their form posts them; every complaint at once. */
export const mailForm = z
  .object({ ...destinationShape, ...mailShape })
  .superRefine(checkTypes)
  .transform(withRecipients);

/** Other addresses for the same destination, or another look of its mails. */
export const otherMailForm = z.object({ destinationId: z.string(), ...mailShape }).transform(withRecipients);
