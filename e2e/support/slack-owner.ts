import type { Page } from "@playwright/test";
import { secondTeam } from "@/local/slack/demo-world";
import { ask } from "./api-client";
import { token } from "./event";
import { enterAs, makePerson, type Person } from "./person";
import type { Stack } from "./stack";
import { makeTenant, type Tenant, withDatabase } from "./tenant";
import { test as base, expect } from "./test";

/** The workspace in which nobody else has installed Bellwire. */
export const freshTeam = secondTeam;

type Fixtures = {
  /** The tenant's owner, whose page is signed in. */
  owner: Person;
  /** A public channel of the fresh workspace that nobody else uses. */
  slackChannel: { id: string; name: string };
};

async function installationsOf({ databaseUrl }: Stack, { organizationId }: Tenant) {
  const rows = await withDatabase(
    databaseUrl,
    (sql) => sql<{ id: string }[]>`
      select id from slack_installations where organization_id = ${organizationId} and status <> 'uninstalled'`,
  );
  return rows.map(({ id }) => id);
}

/** Leaves the workspace as it was found, by the address that the console's own button stands for. */
async function leaveSlack(stack: Stack, tenant: Tenant, { sessionToken }: Person): Promise<void> {
  for (const installationId of await installationsOf(stack, tenant)) {
    const path = `/api/integrations/slack/disconnect?project=${tenant.projectId}`;
    const answer = await ask(stack.web + path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        cookie: `next-auth.session-token=${sessionToken}`,
        origin: stack.web,
      },
      body: JSON.stringify({ installationId }),
    });
    expect(answer.status, answer.text).toBe(200);
  }
}

/** As `test`, for an organization of the test's own that has no workspace yet, and whose owner is signed in. */
export const test = base.extend<Fixtures>({
  tenant: async ({ stack }, use) => use(await makeTenant(stack, { ownOrganization: true })),
  owner: async ({ stack, tenant }, use) => {
    const owner = await makePerson(stack.databaseUrl, tenant);
    await use(owner);
    await leaveSlack(stack, tenant, owner);
  },
  page: async ({ page, stack, owner }, use) => {
    await enterAs(page.context(), stack, owner);
    await use(page);
  },
  slackChannel: async ({ slack }, use) => {
    const name = `news-${token()}`;
    await use({ id: await slack.makeChannel({ name, team: freshTeam.id }), name });
  },
});

export { expect };

/** On Slack's consent page: the workspace, then the channel, then Allow. */
export async function allow(page: Page, channelId: string): Promise<void> {
  await expect(page.getByTestId("slack-consent")).toBeVisible();
  // Its script sees to the choice of a workspace.
  await page.waitForLoadState();
  await page.getByTestId("slack-consent-workspace").selectOption(freshTeam.id);
  await expect(page.getByTestId("slack-consent-team")).toHaveText(freshTeam.name);
  await page.getByTestId("slack-consent-channel").selectOption(channelId);
  await page.getByTestId("slack-consent-allow").click();
}

/**
 * As `allow`, but the browser stays in Slack.
 * @returns where it would have been sent back to, with Slack's code and our state.
 */
export async function allowAndStay(page: Page, channelId: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  await page.route(/\/oauth\/v2\/authorize/, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch({ maxRedirects: 0 });
    const { location } = answer.headers();
    if (location === undefined) reject(new Error(`Slack answered ${answer.status()} and sent nobody back.`));
    else resolve(location);
    await route.fulfill({ status: 200, contentType: "text/plain", body: "Slack has not let go yet." });
  });
  await allow(page, channelId);
  return promise;
}
