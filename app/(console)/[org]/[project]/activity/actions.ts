"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import { planResend } from "@/lib/notifications/commands";
import { voteOn } from "@/lib/votes/commands";
import { voteInput } from "@/lib/votes/schema";

/** Sends a settled notification again, as a new one, and goes there. */
export const resendNotification = memberAction(
  { role: "member", schema: z.object({ notificationId: z.string() }) },
  async (scope, { notificationId }, { organization, project }) => {
    const planned = await planResend(scope, notificationId);
    await wakeLanes(planned.wakes, new Date());
    redirect(
      projectPath({ org: organization.slug, project: project.slug }, "activity", planned.notificationId),
    );
  },
);

/** Says whether a message was worth reading. */
export const voteOnNotification = memberAction(
  { role: "member", schema: voteInput.extend({ notificationId: z.string() }) },
  async (scope, input): Promise<void> => {
    const now = new Date();
    const { wakes } = await voteOn(scope, input, now);
    await wakeLanes(wakes, now);
    refresh();
  },
);
