import { eq } from "drizzle-orm";
import { closePools } from "@/db/client";
import { apiKeys, members, organizations, projects, slackInstallations, users } from "@/db/schema";
import { acrossTenants, inScope } from "@/db/transaction";
import { createUser } from "@/lib/auth/commands";
import type { Scope } from "@/lib/auth/scope";
import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { seal, sha256 } from "@/lib/crypto";
import { createSlackChannelDestination, createWebhookDestination } from "@/lib/destinations/commands";
import { listDestinations } from "@/lib/destinations/queries";
import { newId } from "@/lib/id";
import { createOrganization } from "@/lib/organizations/commands";
import { createApiKey } from "@/lib/projects/commands";
import { createRoute } from "@/lib/routing/commands";
import { listRoutes } from "@/lib/routing/queries";
import {
  demoApp,
  demoBotId,
  demoBotToken,
  demoBotUserId,
  demoChannels,
  demoScopes,
  demoTeam,
  demoWebhookPath,
} from "./slack/demo-world";

export { sampleEvents } from "@/lib/events/samples";

const demoEmail = "demo@bellwire.test";
const names = {
  organization: "Acme Demo",
  project: "Production",
  slack: "Billing alerts",
  webhook: "Ops alerts",
  route: "Everything",
};

type Options = {
  databaseUrl: string;
  slackUrl: string;
  webUrl: string;
  encryptionKeys: string;
  /** False leaves the demo project empty: no destinations' messages, no samples. */
  samples: boolean;
  /** The key of an earlier start, kept if it still opens the project. */
  apiKey?: string | undefined;
};
export type Demo = { email: string; organization: string; project: string; apiKey: string };

/**
 * Makes what is missing of the demo organization: a person, a project, the simulated workspace's installation, two
 * destinations, one route, an API key. Through the same commands as the console. Running it again changes nothing.
 */
export async function seedDemo({
  databaseUrl,
  slackUrl,
  webUrl,
  encryptionKeys,
  apiKey,
}: Options): Promise<Demo> {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: webUrl,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? "unused-while-seeding-but-it-must-be-long-enough",
    BELLWIRE_ENCRYPTION_KEYS: encryptionKeys,
    SLACK_HOOKS_ORIGIN: slackUrl,
  });
  try {
    const scope = await demoScope();
    await installSlack(scope);
    await connect(scope, slackUrl);
    return {
      email: demoEmail,
      organization: scope.organizationId,
      project: scope.projectId,
      apiKey: await demoKey(scope, apiKey),
    };
  } finally {
    await closePools();
  }
}

async function demoScope(): Promise<Scope> {
  const [known] = await acrossTenants((tx) =>
    tx
      .select({ organizationId: organizations.id, projectId: projects.id })
      .from(users)
      .innerJoin(members, eq(members.userId, users.id))
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .innerJoin(projects, eq(projects.organizationId, organizations.id))
      .where(eq(users.email, demoEmail))
      .orderBy(projects.createdAt)
      .limit(1),
  );
  if (known) return systemProjectScope("seed", known.organizationId, known.projectId);
  const user = await createUser(systemScope("seed"), {
    email: demoEmail,
    name: "Demo Person",
    emailVerifiedAt: new Date(),
  });
  const { scope } = await createOrganization(
    { userId: user.id, email: demoEmail },
    { name: names.organization, projectName: names.project, timeZone: "UTC" },
  );
  return scope;
}

async function installSlack(scope: Scope): Promise<void> {
  const id = newId("installation");
  await inScope(scope, async (tx) => {
    const [owner] = await tx
      .select({ id: members.userId })
      .from(members)
      .where(eq(members.organizationId, scope.organizationId))
      .limit(1);
    await tx
      .insert(slackInstallations)
      .values({
        id,
        organizationId: scope.organizationId,
        holderId: demoTeam.id,
        teamId: demoTeam.id,
        teamName: demoTeam.name,
        appId: demoApp.id,
        botUserId: demoBotUserId,
        botId: demoBotId,
        scopes: [...demoScopes],
        installedByUserId: owner?.id ?? null,
        defaultChannelId: demoChannels.billingAlerts.id,
        defaultChannelName: demoChannels.billingAlerts.name,
        botToken: seal(demoBotToken, { table: "slack_installations", row: id, column: "bot_token" }),
      })
      .onConflictDoNothing();
  });
}

async function connect(scope: Scope, slackUrl: string): Promise<void> {
  const known = await listDestinations(scope);
  const findNamed = (name: string) => known.find((destination) => destination.name === name)?.id;
  const [installation] = await inScope(scope, (tx) =>
    tx
      .select({ id: slackInstallations.id })
      .from(slackInstallations)
      .where(eq(slackInstallations.organizationId, scope.organizationId)),
  );
  if (!installation) throw new Error("the simulated workspace has no installation");
  const channel = demoChannels.billingAlerts;
  const slackId =
    findNamed(names.slack) ??
    (
      await createSlackChannelDestination(scope, {
        name: names.slack,
        installationId: installation.id,
        teamId: demoTeam.id,
        teamName: demoTeam.name,
        channelId: channel.id,
        channelName: channel.name,
        isPrivate: false,
        acceptsSandbox: true,
      })
    ).id;
  if (!findNamed(names.webhook)) {
    await createWebhookDestination(scope, {
      name: names.webhook,
      url: `${slackUrl}${demoWebhookPath}`,
      acceptsSandbox: true,
    });
  }
  const { items: routes } = await listRoutes(scope);
  if (!routes.some((route) => route.name === names.route)) {
    await createRoute(scope, {
      name: names.route,
      eventTypes: ["*"],
      filter: null,
      destinationId: slackId,
      enabled: true,
    });
  }
}

async function demoKey(scope: Scope, kept: string | undefined): Promise<string> {
  if (kept) {
    const [known] = await inScope(scope, (tx) =>
      tx
        .select({ projectId: apiKeys.projectId })
        .from(apiKeys)
        .where(eq(apiKeys.hash, sha256(kept))),
    );
    if (known?.projectId === scope.projectId) return kept;
  }
  const { secretOnce } = await createApiKey(scope, {
    name: "Demo key",
    mode: "live",
    scopes: ["events:write", "read", "config:write"],
  });
  return secretOnce;
}
