import { afterAll } from "vitest";
import { createOrganization, createProject } from "@/db/testing/factories";
import { findProjectMember, type ProjectMember } from "@/lib/auth/project-member";
import type { UserScope } from "@/lib/auth/scope";
import { randomToken } from "@/lib/crypto";
import { beginInstall, type Finished, finishInstall } from "@/lib/slack/oauth-install";
import { demoCredentials, demoTeam } from "@/local/slack/demo-world";
import { type SlackSimulator, startSlackSimulator } from "@/local/slack/simulator";

/** A simulated Slack for one test file, with the environment that leads there. Call it before anything reads that. */
export async function farSlack(appUrl?: string): Promise<SlackSimulator> {
  const slack = await startSlackSimulator(appUrl === undefined ? {} : { appUrl });
  afterAll(() => slack.stop());
  Object.assign(process.env, {
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_AUTHORIZE_URL: `${slack.url}/oauth/v2/authorize`,
    SLACK_HOOKS_ORIGIN: slack.url,
    SLACK_CLIENT_ID: demoCredentials.clientId,
    SLACK_CLIENT_SECRET: demoCredentials.clientSecret,
    SLACK_SIGNING_SECRET: demoCredentials.signingSecret,
  });
  return slack;
}

/** Somebody who owns an organization with one project, at a browser. */
export type Person = { user: UserScope; member: ProjectMember; browser: string };

/** A person with an organization of their own, or the owner of the one given. */
export async function somebody(
  organization?: Awaited<ReturnType<typeof createOrganization>>,
): Promise<Person> {
  const home = organization ?? (await createOrganization());
  const { id } = await createProject(home);
  const user = { userId: home.owner.id, email: home.owner.email };
  const member = await findProjectMember(user, id);
  if (!member) throw new Error("the owner is no member of their project");
  return { user, member, browser: randomToken(32) };
}

type Choice = {
  team?: string;
  /** Empty for none. */
  channel?: string;
  granted?: readonly string[];
  decision?: "allow" | "cancel";
};

const everyOptional = ["chat:write.public", "groups:read", "im:write", "users:read", "users:read.email"];

/** Decides on Slack's consent page, as its form does. @returns what Slack puts into the address it sends the browser to. */
export async function decide(consentUrl: string, choice: Choice = {}): Promise<URLSearchParams> {
  const { team = demoTeam.id, channel, granted = everyOptional, decision = "allow" } = choice;
  const page = new URL(consentUrl);
  const form = new URLSearchParams({ ...Object.fromEntries(page.searchParams), team, decision });
  if (channel !== undefined) form.set("channel", channel);
  for (const scope of granted) form.append("granted", scope);
  const answer = await fetch(page.origin + page.pathname, { method: "POST", body: form, redirect: "manual" });
  const location = answer.headers.get("location");
  if (location === null) throw new Error(`Slack's page did not lead back: ${answer.status}`);
  return new URL(location).searchParams;
}

/** Begins an install as a person at their browser. @returns Slack's consent page. */
export async function begin({ user, member, browser }: Person, now = new Date()): Promise<string> {
  const begun = await beginInstall({ user, scope: member.scope, browser }, now);
  if (!begun.ok) throw new Error(`it could not begin: ${begun.outcome}`);
  return begun.url;
}

/** Comes back from Slack as a person at their browser. */
export function comeBack(
  { user, browser }: Person,
  query: URLSearchParams,
  now = new Date(),
): Promise<Finished> {
  return finishInstall({ user, browser, query }, now);
}

/** The whole way: begins, allows, comes back. */
export async function connect(person: Person, choice: Choice = {}, now = new Date()): Promise<Finished> {
  return comeBack(person, await decide(await begin(person, now), choice), now);
}

/** Does something in Slack, as the simulator's control plane takes it. */
export async function inSlack(slack: SlackSimulator, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${slack.url}/__sim/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const told: unknown = await answer.json();
  if (!answer.ok) throw new Error(`the simulator refused ${path}: ${JSON.stringify(told)}`);
  return told;
}
