"use server";

import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { withQuery } from "@/components/ui/query-string";
import { reportBroken } from "@/inngest/report";
import { memberAction } from "@/lib/action";
import type { Scope } from "@/lib/auth/scope";
import { forgetUnresolvedOwners } from "@/lib/installations/owners/commands";
import { diagnose } from "@/lib/slack/diagnose";
import { disconnect } from "@/lib/slack/oauth-disconnect";

async function look(scope: Scope, which: Parameters<typeof diagnose>[1]) {
  const { diagnosis, marks } = await diagnose(scope, which, new Date());
  if (marks.length > 0) after(() => reportBroken(marks));
  return diagnosis;
}

/** Looks for what is wrong with a workspace's installation. Posts nothing. */
export const checkInstallation = memberAction(
  { role: "viewer", schema: z.object({ installationId: z.string() }) },
  (scope, { installationId }) => look(scope, { installationId }),
);

/** Looks for what keeps messages from arriving at a destination. Posts nothing. */
export const checkDestination = memberAction(
  { role: "viewer", schema: z.object({ destinationId: z.string() }) },
  (scope, { destinationId }) => look(scope, { destinationId }),
);

/** Disconnects a workspace from the organization; destinations stay, and hold. */
export const disconnectWorkspace = memberAction(
  { role: "admin", schema: z.object({ installationId: z.string() }) },
  async (scope, { installationId }, { organization, project }): Promise<never> => {
    const { atSlack } = await disconnect(scope, installationId, new Date());
    // The banner stands in the layout, which a redirect alone leaves as it was.
    revalidatePath("/[org]/[project]", "layout");
    const place = { org: organization.slug, project: project.slug };
    redirect(withQuery(projectPath(place, "integrations"), { disconnected: atSlack }));
  },
);

/** Makes the next message for each owner whom Slack did not know ask Slack anew. */
export const retryOwners = memberAction(
  { role: "member", schema: z.object({}) },
  async (scope): Promise<void> => {
    await forgetUnresolvedOwners(scope);
    refresh();
  },
);
