"use server";

import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { withQuery } from "@/components/ui/query-string";
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
import { setFallbackDestination } from "@/lib/destinations/fallback/commands";
import { AppError } from "@/lib/errors";
import { planTest } from "@/lib/notifications/commands";
import { discardHeld, releaseHeld } from "@/lib/repairs/commands";
import { changeChannel, connectChannel } from "@/lib/slack/channels-connect";
import { changePerson, connectPerson } from "@/lib/slack/people-connect";
import { channelForm, channelOf, otherChannelForm } from "./channel-form-schema";
import { nameInput } from "./destination-form-schema";
import { otherPersonForm, personForm, personOf } from "./person-form-schema";
import { settleNew } from "./settle-new";
import { newUrlForm, webhookForm } from "./webhook-form-schema";

const destinationId = z.string();
const switched = z.object({
  destinationId,
  value: z.enum(["true", "false"]).transform((value) => value === "true"),
});

const pathOf = ({ organization, project }: MemberOfProject, ...segments: string[]) =>
  projectPath({ org: organization.slug, project: project.slug }, "destinations", ...segments);

/** The banner stands in the layout, which a redirect alone leaves as it was. */
const forgetBanner = () => revalidatePath("/[org]/[project]", "layout");

const nothingReleased = () =>
  new AppError(
    "conflict",
    "Nothing was sent: the destination is broken or switched off again, or somebody was faster. Look at it anew.",
    { code: "nothing_released" },
  );

/** Adds a pasted webhook with a route for the events that were ticked, and goes to its page, where its test is told. */
export const addWebhook = memberAction(
  { role: "member", schema: webhookForm, secret: ["url"] },
  async (scope, input, member): Promise<never> => {
    const { name, url, channelName, acceptsSandbox } = input;
    const { id } = await createWebhookDestination(scope, { name, url, channelName, acceptsSandbox });
    return settleNew(scope, member, id, input);
  },
);

/** Adds a channel of a connected workspace, as addWebhook. */
export const addChannel = memberAction(
  { role: "member", schema: channelForm },
  async (scope, input, member): Promise<never> => {
    const { workspace, name, acceptsSandbox } = input;
    const asked = { ...workspace, channel: channelOf(input), name, acceptsSandbox };
    const { id } = await connectChannel(scope, asked, new Date());
    return settleNew(scope, member, id, input);
  },
);

/** Adds a person of a connected workspace, as addWebhook. */
export const addPerson = memberAction(
  { role: "member", schema: personForm },
  async (scope, input, member): Promise<never> => {
    const { workspace, name, acceptsSandbox } = input;
    const asked = { ...workspace, person: personOf(input), name, acceptsSandbox };
    const { id } = await connectPerson(scope, asked, new Date());
    return settleNew(scope, member, id, input);
  },
);

/** Leads a destination to another channel; its routes, its history and what is held stay. */
export const moveToChannel = memberAction(
  { role: "member", schema: otherChannelForm },
  async (scope, input): Promise<void> => {
    const now = new Date();
    const { destinationId: id, workspace } = input;
    const asked = { ...workspace, destinationId: id, channel: channelOf(input) };
    await wakeLanes(await changeChannel(scope, asked, now), now);
    refresh();
  },
);

/** Leads a direct message to another person; its routes, its history and what is held stay. */
export const moveToPerson = memberAction(
  { role: "member", schema: otherPersonForm },
  async (scope, input): Promise<void> => {
    const now = new Date();
    const { destinationId: id, workspace } = input;
    const asked = { ...workspace, destinationId: id, person: personOf(input) };
    await wakeLanes(await changePerson(scope, asked, now), now);
    refresh();
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
  { role: "member", schema: newUrlForm, secret: ["url"] },
  async (scope, input): Promise<void> => {
    await replaceWebhookUrl(scope, input.destinationId, input.url, input.channelName);
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
    forgetBanner();
    redirect(pathOf(member));
  },
);

/** Sends what is held for a destination, oldest first. */
export const release = memberAction(
  { role: "member", schema: z.object({ destinationId }) },
  async (scope, input, member): Promise<never> => {
    const { count, wakes } = await releaseHeld(scope, input.destinationId);
    if (count === 0) throw nothingReleased();
    await wakeLanes(wakes, new Date());
    forgetBanner();
    redirect(withQuery(pathOf(member, input.destinationId), { released: String(count) }));
  },
);

/** Gives up on what is held for a destination. */
export const discard = memberAction(
  { role: "member", schema: z.object({ destinationId }) },
  async (scope, input, member): Promise<never> => {
    const count = await discardHeld(scope, input.destinationId);
    forgetBanner();
    redirect(withQuery(pathOf(member, input.destinationId), { discarded: String(count) }));
  },
);

/** Chooses where critical notifications go while their own destination is broken; nowhere when nothing is chosen. */
export const setFallback = memberAction(
  { role: "member", schema: z.object({ destinationId }) },
  async (scope, input): Promise<void> => {
    await setFallbackDestination(scope, input.destinationId === "" ? null : input.destinationId);
    refresh();
  },
);

/** Sends a test message through the same door as every other one. */
export const sendTest = memberAction(
  { role: "member", schema: z.object({ destinationId }) },
  async (scope, input, { user }) => {
    const now = new Date();
    const { notificationId, wakes } = await planTest(scope, input.destinationId, {
      now,
      presser: user.email,
    });
    await wakeLanes(wakes, now);
    return { notificationId };
  },
);
