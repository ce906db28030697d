import type { Browser, Page } from "@playwright/test";
import { enterAs, makePerson, type Person } from "../support/person";
import { allowAndStay, expect, test } from "../support/slack-owner";
import type { Stack } from "../support/stack";
import { mentions } from "../support/test";
import { pageOf } from "./visit";

/** Opens an address in a browser that has never been here, as somebody or as nobody, and hands over its page. */
async function elsewhere(
  browser: Browser,
  { stack, person, address }: { stack: Stack; person: Person | null; address: string },
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  if (person) await enterAs(context, stack, person);
  const page = await context.newPage();
  await page.goto(address);
  await look(page);
  await context.close();
}

test("a state that was made up, or none, is refused before Slack is asked anything", async ({
  page,
  stack,
  tenant,
  slack,
}) => {
  const exchanges = (await slack.requests("/api/oauth.v2.access")).length;
  const callback = `${stack.web}/api/integrations/slack/callback?code=made-up`;
  const sentences = {
    [`${callback}&state=${"A".repeat(43)}`]: "Slack sent back something that Bellwire did not give out",
    [`${callback}&state=%00%F0%9F%98%80`]: "Slack sent back something that Bellwire did not give out",
    [callback]: "This installation was not begun in Bellwire",
  };
  for (const [address, sentence] of Object.entries(sentences)) {
    await page.goto(address);
    await expect(page.getByText(sentence)).toBeVisible();
    expect(page.url()).toContain(pageOf(stack, tenant, "integrations"));
    await expect(page.getByRole("main")).toContainText("Not installed");
  }
  expect(await slack.requests("/api/oauth.v2.access")).toHaveLength(exchanges);
});

test("a way back from Slack is for the person and the browser that began it; theirs still works", async ({
  page,
  stack,
  tenant,
  owner,
  slackChannel,
  slack,
  browser,
}) => {
  const exchanges = (await slack.requests("/api/oauth.v2.access")).length;
  const other = await makePerson(stack.databaseUrl, tenant, "admin");
  await page.goto(pageOf(stack, tenant, "integrations"));
  await page.getByRole("link", { name: "Connect Slack" }).click();
  const address = await allowAndStay(page, slackChannel.id);

  await elsewhere(browser, { stack, person: owner, address }, async (their) => {
    await expect(their.getByText("The connection was begun in another browser")).toBeVisible();
    await expect(their.getByRole("main")).toContainText("Not installed");
  });
  await elsewhere(browser, { stack, person: other, address }, async (their) => {
    await expect(their.getByText("The connection was begun by somebody else")).toBeVisible();
    await expect(their.getByRole("main")).toContainText("Not installed");
  });
  await elsewhere(browser, { stack, person: null, address }, async (their) => {
    await expect(their.getByRole("button", { name: "Send me a sign-in link" })).toBeVisible();
    expect(their.url()).not.toContain("code=");
  });
  expect(await slack.requests("/api/oauth.v2.access")).toHaveLength(exchanges);
  expect(await slack.messages(slackChannel.id)).toEqual([]);

  await page.goto(address);
  await expect(page.getByText("Slack is connected.")).toBeVisible();
  await expect
    .poll(async () =>
      (await slack.messages(slackChannel.id)).map((one) => mentions(one, "Bellwire is connected")),
    )
    .toEqual([true]);
});
