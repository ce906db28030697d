"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import { memberAction } from "@/lib/action";
import { type MemberOfProject, requireMember } from "@/lib/auth/session";
import { createRoute, createRoutes, deleteRoute, setRouteEnabled, updateRoute } from "@/lib/routing/commands";
import { routesOf } from "@/lib/routing/presets";
import { presetForm } from "./preset-form-schema";
import { routeForm } from "./route-form-schema";
import { SampleView } from "./sample-view";

const listPath = ({ organization, project }: MemberOfProject) =>
  projectPath({ org: organization.slug, project: project.slug }, "routes");

/** Creates a route and goes back to the list. */
export const create = memberAction(
  { role: "member", schema: routeForm },
  async (scope, { input }, member): Promise<void> => {
    await createRoute(scope, input);
    redirect(listPath(member));
  },
);

/** Creates all routes of a preset, or none, and goes back to the list. */
export const createFromPreset = memberAction(
  { role: "member", schema: presetForm },
  async (scope, { preset, chosen }, member): Promise<void> => {
    await createRoutes(scope, routesOf(preset, chosen));
    redirect(listPath(member));
  },
);

/** Changes a route. */
export const update = memberAction(
  { role: "member", schema: routeForm },
  async (scope, { routeId, input }): Promise<void> => {
    await updateRoute(scope, routeId, input);
    refresh();
  },
);

/** Turns a route on or off. */
export const setEnabled = memberAction(
  { role: "member", schema: z.object({ routeId: z.string(), value: z.enum(["true", "false"]) }) },
  async (scope, { routeId, value }): Promise<void> => {
    await setRouteEnabled(scope, routeId, value === "true");
    refresh();
  },
);

/** Deletes a route and goes back to the list. */
export const remove = memberAction(
  { role: "member", schema: z.object({ routeId: z.string() }) },
  async (scope, { routeId }, member): Promise<void> => {
    await deleteRoute(scope, routeId);
    redirect(listPath(member));
  },
);

/** Draws the sample message of an event type. */
export async function previewSample(org: string, project: string, type: string): Promise<ReactNode> {
  const member = await requireMember(org, project);
  return <SampleView type={type} timeZone={member.project.timeZone} now={new Date()} />;
}
