"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { memberAction } from "@/lib/action";
import { updateDestination } from "@/lib/destinations/commands";

const switched = z.object({
  destinationId: z.string(),
  value: z.enum(["true", "false"]).transform((value) => value === "true"),
});

/** Shows the history of cases in the channel as well, or in their threads only. */
export const setCaseHistory = memberAction(
  { role: "member", schema: switched },
  async (scope, { destinationId, value }): Promise<void> => {
    await updateDestination(scope, destinationId, { caseHistory: value ? "channel" : "thread" });
    refresh();
  },
);
