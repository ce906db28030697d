import type { Scope } from "@/lib/auth/scope";
import { open } from "@/lib/crypto";
import { slackChannelConfig, slackDmConfig } from "@/lib/destinations/schema";
import { mailSteps } from "@/lib/email/diagnose";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { type ChannelFacts, channelSteps } from "@/lib/installations/diagnosis/channel";
import { type Diagnosis, diagnose as look } from "@/lib/installations/diagnosis/check";
import { addressStep, destinationSteps } from "@/lib/installations/diagnosis/destination";
import { type PersonFacts, personSteps } from "@/lib/installations/diagnosis/person";
import { type DiagnosedDestination, getDiagnosed } from "@/lib/installations/diagnosis/queries";
import { type WorkspaceFacts, workspaceSteps } from "@/lib/installations/diagnosis/workspace";
import { findInstallation, type Installation } from "@/lib/installations/queries";
import type { Mark } from "@/lib/repairs/commands";
import { explain } from "./explain";
import { explainPerson } from "./explain-person";
import { freshBotToken } from "./oauth-token";
import { askSlackUser } from "./people";
import { peopleAccess } from "./people-access";
import { type Probe, probe } from "./probe";
import { missingScopes } from "./scopes";
import { parseWebhookUrl } from "./webhook-url";

export type Diagnosed = {
  diagnosis: Diagnosis;
  /** Destinations that were found broken by looking; their owners should be told. */
  marks: Mark[];
};

type Looked = { facts: WorkspaceFacts; found: Probe | null };

/** Slack's word on the token's scopes is newer than what was stored when it was granted. */
const scopesOf = (installation: Installation, found: Probe | null) =>
  (found?.token.state === "good" ? found.token.scopes : null) ?? installation.scopes;

function tokenFacts(token: Probe["token"]): WorkspaceFacts["token"] {
  if (token.state === "good") return { state: "good" };
  return { state: token.state, ...explain(token.code, token.state === "dead" ? "installation" : undefined) };
}

async function lookAtWorkspace(
  installation: Installation | undefined,
  channelId: string | null,
  now: Date,
): Promise<Looked> {
  if (!installation || installation.status === "uninstalled") {
    const nothing = { workspaceName: installation?.teamName ?? "", missingScopes: [] };
    return { facts: { ...nothing, status: null, token: { state: "good" } }, found: null };
  }
  const found = await probe(installation, channelId, now);
  const facts = {
    status: installation.status,
    workspaceName: installation.teamName,
    token: tokenFacts(found.token),
    missingScopes: missingScopes(scopesOf(installation, found)),
  };
  return { facts, found };
}

function channelFacts(found: Probe | null): ChannelFacts {
  const asked = found?.channel;
  if (!asked) return { state: "unknown", message: "Slack was not asked." };
  if (asked.ok) return { state: "seen", ...asked.value };
  const { code, isPassing } = asked;
  if (isPassing) return { state: "unknown", message: `${explain(code).message} Try again in a minute.` };
  if (code === "missing_scope") {
    return { state: "unknown", message: "Bellwire was not granted the permission to look at this channel." };
  }
  return { state: "unseen", code, ...explain(code, "destination") };
}

async function diagnoseChannel(
  scope: Scope,
  { config, facts }: DiagnosedDestination,
  now: Date,
): Promise<Diagnosed> {
  const { installationId, channelId } = slackChannelConfig.parse(config);
  const found = await findInstallation(scope, installationId);
  const looked = await lookAtWorkspace(found, channelId, now);
  const scopes = found ? scopesOf(found, looked.found) : [];
  const steps = [
    ...workspaceSteps(looked.facts),
    ...channelSteps(channelFacts(looked.found), scopes),
    ...destinationSteps(facts),
  ];
  return { diagnosis: look(steps), marks: looked.found?.marks ?? [] };
}

async function personFacts(
  scope: Scope,
  { id, scopes }: Installation,
  userId: string,
  now: Date,
): Promise<PersonFacts> {
  if (!peopleAccess(scopes).canList)
    return { state: "unknown", message: "Bellwire was not granted the permission to look at people." };
  const access = await freshBotToken(scope, id, now);
  const asked = access.ok ? await askSlackUser(access.token, userId, 2_500) : access;
  if (asked.ok) return { state: "seen", ...asked.value };
  const { code, isPassing } = asked;
  return isPassing
    ? { state: "unknown", message: `${explain(code).message} Try again in a minute.` }
    : { state: "unseen", ...explainPerson(code) };
}

const unasked: PersonFacts = { state: "unknown", message: "Slack was not asked." };

async function diagnoseDm(
  scope: Scope,
  { config, facts }: DiagnosedDestination,
  now: Date,
): Promise<Diagnosed> {
  const { installationId, userId } = slackDmConfig.parse(config);
  const found = await findInstallation(scope, installationId);
  const looked = await lookAtWorkspace(found, null, now);
  const scopes = found ? scopesOf(found, looked.found) : [];
  const isGood = looked.found?.token.state === "good";
  const person = found && isGood ? await personFacts(scope, { ...found, scopes }, userId, now) : unasked;
  const steps = [
    ...workspaceSteps(looked.facts),
    ...personSteps(person, peopleAccess(scopes).canWrite),
    ...destinationSteps(facts),
  ];
  return { diagnosis: look(steps), marks: looked.found?.marks ?? [] };
}

function diagnoseWebhook({ id, secret, facts }: DiagnosedDestination): Diagnosed {
  const url = secret === null ? "" : open(secret, { table: "destinations", row: id, column: "secret" });
  const address = parseWebhookUrl(url, { hooksOrigin: env().SLACK_HOOKS_ORIGIN });
  const steps = [addressStep(address.ok ? null : address.reason), ...destinationSteps(facts)];
  return { diagnosis: look(steps), marks: [] };
}

/**
 * Looks for what keeps messages from arriving, one check after another, and names the one that fails with its fix and what
 * to press. Posts nothing. An installation alone, or a destination with all that it stands on.
 * @throws AppError `not_found`, also for another organization's or project's.
 */
export async function diagnose(
  scope: Scope,
  which: { installationId: string } | { destinationId: string },
  now: Date,
): Promise<Diagnosed> {
  if ("destinationId" in which) {
    const destination = await getDiagnosed(scope, which.destinationId);
    switch (destination.kind) {
      case "slack_channel":
        return diagnoseChannel(scope, destination, now);
      case "slack_dm":
        return diagnoseDm(scope, destination, now);
      case "slack_webhook":
        return diagnoseWebhook(destination);
      case "email":
        return { diagnosis: look(await mailSteps(scope, destination)), marks: [] };
      case "webhook":
        return { diagnosis: look(destinationSteps(destination.facts)), marks: [] };
    }
  }
  const installation = await findInstallation(scope, which.installationId);
  if (!installation) throw notFound();
  const { facts, found } = await lookAtWorkspace(installation, null, now);
  return { diagnosis: look(workspaceSteps(facts)), marks: found?.marks ?? [] };
}
