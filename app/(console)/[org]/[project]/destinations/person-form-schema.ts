import { z } from "zod";
import { optionalName, workspaceInput } from "./channel-form-schema";
import { checkTypes, destinationShape } from "./destination-form-schema";

const personShape = {
  workspace: workspaceInput,
  /** What was typed: an e-mail address, a member id, or a name. */
  person: z.string().trim().max(500).default(""),
  /** Who was chosen from the list. */
  userId: z.string().trim().max(64).optional(),
};

type Chosen = { person: string; userId?: string | undefined };

function checkPerson({ person, userId }: Chosen, context: z.RefinementCtx): void {
  if (person !== "" || userId) return;
  const message = "Choose a person, or type their e-mail address.";
  context.addIssue({ code: "custom", path: ["person"], message });
}

/** Who was chosen goes before what was typed. */
export function personOf({ person, userId }: Chosen): string {
  return userId || person;
}

/** A person of a connected workspace as the form posts them. */
export const personForm = z
  .object({ ...destinationShape, ...personShape, name: optionalName })
  .superRefine(checkPerson)
  .superRefine(checkTypes);

/** Another person for the same destination. */
export const otherPersonForm = z
  .object({ destinationId: z.string(), ...personShape })
  .superRefine(checkPerson);
