"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { wakeLanes } from "@/inngest/wake";
import { memberAction } from "@/lib/action";
import type { MemberOfProject } from "@/lib/auth/session";
import {
  createWebhookDestination,
  deleteDestination,
  renameDestination,
  replaceWebhookUrl,
  setAcceptsSandbox,
  setDestinationEnabled,
} from "@/lib/destinations/commands";
import { planTest } from "@/lib/notifications/commands";
import { nameInput, urlInput, webhookForm } from "./webhook-form-schema";

const destinationId = z.string();
const switched = z.object({
  destinationId,
  value: z.enum(["true", "false"]).transform((value) => value === "true"),
});

const pathOf = ({ organization, project }: MemberOfProject, ...segments: string[]) =>
  projectPath({ org: organization.slug, project: project.slug }, "destinations", ...segments);

/** Adds a pasted webhook and goes to its page, where it can be tested. */
export const addWebhook = memberAction(
  { role: "member", schema: webhookForm, secret: ["url"] },
  async (scope, input, member): Promise<never> => {
    const { id } = await createWebhookDestination(scope, input);
    redirect(pathOf(member, id));
  },
);

/** Gives a destination another name. */
export const rename = memberAction(
  { role: "member", schema: z.object({ destinationId, name: nameInput }) },
  async (scope, input): Promise<void> => {
    await renameDestination(scope, input.destinationId, input.name);
    refresh();
  },
);

/** Puts another webhook URL behind the same destination; its routes stay. */
export const replaceUrl = memberAction(
  { role: "member", schema: z.object({ destinationId, url: urlInput }), secret: ["url"] },
  async (scope, input): Promise<void> => {
    await replaceWebhookUrl(scope, input.destinationId, input.url);
    refresh();
  },
);

/** Turns a destination on or off. */
export const setEnabled = memberAction(
  { role: "member", schema: switched },
  async (scope, input): Promise<void> => {
    await setDestinationEnabled(scope, input.destinationId, input.value);
    refresh();
  },
);

/** Lets sandbox events through to a destination, or keeps them out. */
export const setSandbox = memberAction(
  { role: "member", schema: switched },
  async (scope, input): Promise<void> => {
    await setAcceptsSandbox(scope, input.destinationId, input.value);
    refresh();
  },
);

/** Deletes a destination with the routes that lead to it. */
export const remove = memberAction(
  { role: "member", schema: z.object({ destinationId }) },
  async (scope, input, member): Promise<never> => {
    await deleteDestination(scope, input.destinationId, { withRoutes: true });
    redirect(pathOf(member));
  },
);

/** Sends a test message through the same door as every other one. */
export const sendTest = memberAction(
  { role: "member", schema: z.object({ destinationId }) },
  async (scope, input) => {
    const now = new Date();
    const { notificationId, wakes } = await planTest(scope, input.destinationId, { now });
    await wakeLanes(wakes, now);
    return { notificationId };
  },
);
