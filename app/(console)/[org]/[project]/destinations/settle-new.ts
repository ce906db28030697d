import { redirect } from "next/navigation";
import { projectPath } from "@/components/shell/paths";
import { withQuery } from "@/components/ui/query-string";
import { wakeLanes } from "@/inngest/wake";
import type { Scope } from "@/lib/auth/scope";
import type { MemberOfProject } from "@/lib/auth/session";
import { getDestination } from "@/lib/destinations/queries";
import { AppError } from "@/lib/errors";
import { planTest } from "@/lib/notifications/commands";
import { createRoute } from "@/lib/routing/commands";
import { typesOf } from "./destination-form-schema";

type NewRoute = { name: string; destinationId: string; eventTypes: string[] };

/** A route named as its destination, and numbered while that name is another route's. @returns false when none could be made. */
async function routeTo(scope: Scope, { name, ...route }: NewRoute): Promise<boolean> {
  for (let number = 1; number <= 20; number++) {
    const unique = number === 1 ? name : `${name.slice(0, 76)} ${number}`;
    try {
      await createRoute(scope, { ...route, name: unique, filter: null, enabled: true });
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== "name_taken") return false;
    }
  }
  return false;
}

async function beginTest(scope: Scope, destinationId: string, presser: string): Promise<string> {
  const now = new Date();
  const { notificationId, wakes } = await planTest(scope, destinationId, { now, presser });
  await wakeLanes(wakes, now);
  return notificationId;
}

type Input = { eventTypes: string[]; ownTypes: string; followUp: "test" | "nothing" };

/** What follows when a destination was made: the route that was ticked for it, the first test. @returns its page's address. */
export async function addressAfter(
  scope: Scope,
  { organization, project, user }: MemberOfProject,
  id: string,
  input: Input,
): Promise<string> {
  const eventTypes = typesOf(input);
  const { name } = await getDestination(scope, id);
  const isRouted = eventTypes.length > 0 && (await routeTo(scope, { name, destinationId: id, eventTypes }));
  const added = eventTypes.length === 0 ? "unrouted" : isRouted ? "routed" : "route_failed";
  const test = input.followUp === "test" ? await beginTest(scope, id, user.email) : undefined;
  const place = { org: organization.slug, project: project.slug };
  return withQuery(projectPath(place, "destinations", id), { added, test });
}

/** As addressAfter, and goes there. */
export async function settleNew(
  scope: Scope,
  member: MemberOfProject,
  id: string,
  input: Input,
): Promise<never> {
  redirect(await addressAfter(scope, member, id, input));
}
