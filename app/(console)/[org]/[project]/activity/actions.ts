"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import { planResend } from "@/lib/notifications/commands";

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
