import { z } from "zod";
import { checkTypes, destinationShape, nameInput } from "./destination-form-schema";

/** A workspace as the forms post it: an installation, and of a whole Slack organization the workspace behind a slash. */
export const workspaceInput = z
  .string()
  .min(1, "Choose a workspace.")
  .max(160)
  .transform((value) => {
    const [installationId = "", teamId] = value.split("/");
    return { installationId, teamId };
  });

const channelShape = {
  workspace: workspaceInput,
  /** What was typed: an id, a link, or a name. */
  channel: z.string().trim().max(500).default(""),
  /** What was chosen from the list. */
  channelId: z.string().trim().max(64).optional(),
};

type Chosen = { channel: string; channelId?: string | undefined };

function checkChannel({ channel, channelId }: Chosen, context: z.RefinementCtx): void {
  if (channel !== "" || channelId) return;
  const message = "Choose a channel, or paste its link or id.";
  context.addIssue({ code: "custom", path: ["channel"], message });
}

/** What was chosen goes before what was typed. */
export function channelOf({ channel, channelId }: Chosen): string {
  return channelId || channel;
}

/** A name that may be left to what the destination leads to. */
export const optionalName = z.preprocess((text) => (text === "" ? undefined : text), nameInput.optional());

/** A channel of a connected workspace as its form posts it. */
export const channelForm = z
  .object({ ...destinationShape, ...channelShape, name: optionalName })
  .superRefine(checkChannel)
  .superRefine(checkTypes);

/** Another channel for the same destination. */
export const otherChannelForm = z
  .object({ destinationId: z.string(), ...channelShape })
  .superRefine(checkChannel);
