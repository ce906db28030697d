import { allow, expect, freshTeam, test } from "../support/slack-owner";
import { withDatabase } from "../support/tenant";
import { mentions } from "../support/test";
import { pageOf } from "./visit";

test("connecting with Allow posts one message and says where, who and when; its address works once", async ({
  page,
  stack,
  tenant,
  owner,
  slackChannel,
  api,
  slack,
}) => {
  await page.goto(pageOf(stack, tenant, "integrations"));
  const main = page.getByRole("main");
  await expect(main).toContainText("Not installed");
  await expect(page.getByRole("heading", { name: "Before you connect" })).toBeVisible();

  const back = page.waitForRequest(/\/api\/integrations\/slack\/callback/);
  await page.getByRole("link", { name: "Connect Slack" }).click();
  await allow(page, slackChannel.id);
  await expect(page.getByRole("status").filter({ hasText: "Slack is connected." })).toContainText(
    "Bellwire has written to the channel that you picked.",
  );
  await expect(main).toContainText("Installed");
  await expect(main).not.toContainText("Not installed");
  await expect(page.getByRole("heading", { name: freshTeam.name })).toBeVisible();
  const fact = (label: string) =>
    page.locator("dt", { hasText: label }).locator("xpath=following-sibling::dd[1]");
  await expect(fact("Workspace").first()).toHaveText(freshTeam.name);
  await expect(fact("Channel").first()).toHaveText(`#${slackChannel.name}`);
  await expect(fact("Installed")).toContainText(owner.email);
  await expect(fact("Installed").locator("time")).toBeVisible();
  const connected = async () =>
    (await slack.messages(slackChannel.id)).filter((message) => mentions(message, "Bellwire is connected"))
      .length;
  await expect.poll(connected).toBe(1);
  expect((await api.get("/api/integrations/slack/status")).body).toMatchObject({
    connected: true,
    workspace: { id: freshTeam.id, name: freshTeam.name },
    channel: slackChannel,
    botInChannel: expect.any(Boolean),
  });

  await page.goto((await back).url());
  await expect(page.getByText("That connection was completed already")).toBeVisible();
  expect(page.url()).not.toContain("code=");
  // The test leaves by the same lane, so that a second message would stand before it.
  await page.getByRole("button", { name: `Test #${slackChannel.name}` }).click();
  await expect(page.getByText(/^Arrived in /)).toBeVisible();
  expect(await slack.messages(slackChannel.id)).toHaveLength(2);
  expect(await connected()).toBe(1);
});

test("who cancels in Slack comes back to a page that says so, and nothing has changed", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  const exchanges = (await slack.requests("/api/oauth.v2.access")).length;
  await page.goto(pageOf(stack, tenant, "integrations"));
  await page.getByRole("link", { name: "Connect Slack" }).click();
  await page.getByTestId("slack-consent-cancel").click();
  await expect(page.getByText("You cancelled in Slack, so nothing was changed.")).toBeVisible();
  expect(page.url()).toContain(pageOf(stack, tenant, "integrations"));
  await expect(page.getByRole("main")).toContainText("Not installed");
  expect((await api.get("/api/integrations/slack/status")).body).toMatchObject({
    connected: false,
    workspace: null,
  });
  expect(await slack.requests("/api/oauth.v2.access")).toHaveLength(exchanges);
  const written = await withDatabase(
    stack.databaseUrl,
    (sql) => sql`
      select id from slack_installations where organization_id = ${tenant.organizationId}
      union all select id from destinations where project_id = ${tenant.projectId}
      union all select id from audit_entries where organization_id = ${tenant.organizationId}`,
  );
  expect(written).toEqual([]);
});
