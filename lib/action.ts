import type { z } from "zod";
import type { Role } from "@/db/enums";
import type { ActionState } from "./action-state";
import { type FormOptions, runForm } from "./auth/run-form";
import { isAtLeast, type OrganizationScope, type Scope } from "./auth/scope";
import {
  type CurrentUser,
  currentUser,
  type MemberOfOrganization,
  type MemberOfProject,
  memberOfOrganization,
  memberOfProject,
} from "./auth/session";
import { AppError, notFound } from "./errors";

async function signedIn(): Promise<CurrentUser> {
  const user = await currentUser();
  if (user) return user;
  throw new AppError(
    "unauthenticated",
    "You have been signed out. Sign in again in another tab, then send this once more.",
  );
}

function allow<Member extends { role: Role }>(member: Member | undefined, role: Role): Member {
  if (!member) throw notFound();
  if (isAtLeast(member.role, role)) return member;
  throw new AppError(
    "forbidden",
    `Only people with the role “${role}” or above may do this. You are ${member.role}.`,
  );
}

/**
 * A server action of a project's member, for `useActionState`; bind the two slugs:
 * `useActionState(createRoute.bind(null, organizationSlug, projectSlug), idle)`.
 * Gate, parse, run, map errors; `redirect()` and `notFound()` inside the handler work as ever.
 */
export function memberAction<Schema extends z.ZodType, Value>(
  { role, ...options }: FormOptions<Schema> & { role: Role },
  handler: (scope: Scope, input: z.output<Schema>, member: MemberOfProject) => Promise<Value>,
) {
  return (organizationSlug: string, projectSlug: string, _previous: ActionState<unknown>, form: FormData) =>
    runForm(
      form,
      options,
      async () => allow(await memberOfProject(await signedIn(), organizationSlug, projectSlug), role),
      (member, input) => handler(member.scope, input, member),
    );
}

/** As memberAction, for what belongs to the organization as a whole; bind its slug. */
export function organizationAction<Schema extends z.ZodType, Value>(
  { role, ...options }: FormOptions<Schema> & { role: Role },
  handler: (
    scope: OrganizationScope,
    input: z.output<Schema>,
    member: MemberOfOrganization,
  ) => Promise<Value>,
) {
  return (organizationSlug: string, _previous: ActionState<unknown>, form: FormData) =>
    runForm(
      form,
      options,
      async () => allow(await memberOfOrganization(await signedIn(), organizationSlug), role),
      (member, input) => handler(member.scope, input, member),
    );
}

/** A server action of anybody who is signed in, before an organization is chosen. */
export function userAction<Schema extends z.ZodType, Value>(
  options: FormOptions<Schema>,
  handler: (user: CurrentUser, input: z.output<Schema>) => Promise<Value>,
) {
  return (_previous: ActionState<unknown>, form: FormData) => runForm(form, options, signedIn, handler);
}

/** A server action of anybody at all. The handler limits what it costs. */
export function publicAction<Schema extends z.ZodType, Value>(
  options: FormOptions<Schema>,
  handler: (input: z.output<Schema>) => Promise<Value>,
) {
  return (_previous: ActionState<unknown>, form: FormData) =>
    runForm(
      form,
      options,
      async () => undefined,
      (_gate, input) => handler(input),
    );
}
