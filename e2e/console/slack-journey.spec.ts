import type { Page } from "@playwright/test";
import type { ApiClient } from "../support/api-client";
import { invoice, token } from "../support/event";
import { mailsTo } from "../support/mailbox";
import { allow, expect, freshTeam, test } from "../support/slack-owner";
import { mentions } from "../support/test";
import { pageOf, rowWith } from "./visit";

/** Sends an invoice and answers the number that its message shows. */
async function send(api: ApiClient): Promise<string> {
  const event = invoice();
  expect((await api.send(event)).status).toBe(202);
  return event.data.number;
}

/** Sends a test from the destination's page, and waits for the message and for the words that it arrived. */
async function sendTest(page: Page, messages: () => Promise<unknown[]>): Promise<void> {
  const before = (await messages()).length;
  await page.getByRole("button", { name: "Send test message" }).click();
  await expect.poll(async () => (await messages()).length).toBe(before + 1);
  await expect(page.getByText(/^Arrived in /)).toBeVisible();
}

test.use({ actionTimeout: 15_000 });

test("connect, choose a private channel, deliver, break, mend, disconnect and connect again", async ({
  page,
  stack,
  tenant,
  owner,
  slackChannel,
  api,
  slack,
}) => {
  test.setTimeout(120_000);
  const name = `finance-${token()}`;
  const id = await slack.makeChannel({ name, team: freshTeam.id, private: true });
  const integrations = pageOf(stack, tenant, "integrations");
  const messages = () => slack.messages(id);
  const told = async (number: string) =>
    (await messages()).filter((message) => mentions(message, number)).length;
  const isHeld = async (number: string) => {
    await page.goto(pageOf(stack, tenant, "activity"));
    await expect(rowWith(page, number)).toContainText("Held");
  };

  await test.step("connect", async () => {
    await page.goto(integrations);
    await page.getByRole("link", { name: "Connect Slack" }).click();
    await allow(page, slackChannel.id);
    await expect(page.getByText("Slack is connected.")).toBeVisible();
  });

  await test.step("choose a private channel, once Bellwire was invited", async () => {
    await page.getByRole("link", { name: "Choose channel" }).click();
    const field = page.getByRole("combobox", { name: "Slack channel" });
    await expect(page.getByText("A private channel is listed once Bellwire is in it.")).toContainText(
      "/invite @Bellwire",
    );
    await field.fill(name);
    await expect(page.getByText("No channel of that name.")).toBeVisible();
    await field.fill(id);
    await expect(page.getByText(/private and Bellwire is not in it/)).toContainText("/invite @Bellwire");
    await slack.act("invite", id);
    await field.fill(name);
    // Slack is asked at most every other second, however often somebody presses.
    const listed = page.getByRole("group", { name: "Private channels that Bellwire is in" });
    await expect(async () => {
      await page.getByRole("button", { name: "Refresh" }).click({ timeout: 1_000 });
      await expect(listed).toBeVisible({ timeout: 500 });
    }).toPass();
    await page.getByRole("option", { name }).click();
    await expect(field).toHaveValue(`#${name}`);
    await page.getByRole("textbox", { name: /^Name/ }).fill("Finance");
    await page.getByLabel("Every event").check();
    await page.getByRole("button", { name: "Add destination", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Finance", level: 1 })).toBeVisible();
    await expect(page.getByText("Added, with a route for the events you ticked")).toBeVisible();
  });
  const destination = page.url().replace(/\?.*/, "");

  await test.step("test and deliver", async () => {
    await sendTest(page, messages);
    expect(await messages()).toHaveLength(1);
    const number = await send(api);
    await expect.poll(() => told(number)).toBe(1);
  });

  await test.step("archive: banner, one mail, further events held", async () => {
    await slack.act("archive", id);
    await expect.poll(async () => (await mailsTo(stack.mail, owner.email)).length).toBe(1);
    await page.goto(pageOf(stack, tenant));
    const banner = page.getByRole("region", { name: "Destinations that need a look" });
    await expect(banner).toContainText("Finance is broken");
    await expect(banner).toContainText("The channel is archived. Unarchive it in Slack, or choose another");
  });
  const first = await send(api);
  const second = await send(api);
  await isHeld(first);
  await isHeld(second);
  await expect(page.getByRole("region", { name: "Destinations that need a look" })).toContainText(
    "2 notifications are held since",
  );
  const [mail, ...more] = await mailsTo(stack.mail, owner.email);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("Finance is broken: The channel is archived.");
  expect(mail?.text).toContain(pageOf(stack, tenant, "destinations"));

  await test.step("unarchive: what was held is offered, and arrives once", async () => {
    await page.getByRole("link", { name: "Mend it" }).click();
    await expect(page.getByText("2 notifications are held since")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send what is held" })).toBeHidden();
    await slack.act("unarchive", id);
    await sendTest(page, messages);
    const dialog = page.getByRole("dialog", { name: "Send the 2 notifications held" });
    await expect(dialog).toContainText("Each is sent as a message of its own");
    await dialog.getByRole("button", { name: "Send the 2 notifications" }).click();
    await expect(page.getByText("2 notifications are on their way")).toBeVisible();
    await expect.poll(() => told(second)).toBe(1);
    await sendTest(page, messages);
    expect([await told(first), await told(second)]).toEqual([1, 1]);
    await expect(page.getByText(/held since/)).toHaveCount(0);
  });

  await test.step("disconnect: held, not lost", async () => {
    await page.goto(integrations);
    await page.getByRole("button", { name: "Disconnect" }).click();
    const dialog = page.getByRole("dialog", { name: `Disconnect ${freshTeam.name}` });
    await expect(dialog).toContainText("2 destinations stop:");
    await expect(dialog).toContainText(`Finance (#${name}, 1 route)`);
    await expect(dialog).toContainText("No other project of the organization uses it.");
    await dialog.getByRole("button", { name: "Disconnect" }).click();
    await expect(page.getByText("Slack is disconnected. What comes from now on is held")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Not installed");
    expect((await api.get("/api/integrations/slack/status")).body).toMatchObject({ connected: false });
    await page.goto(pageOf(stack, tenant, "destinations"));
    await expect(rowWith(page, "Finance")).toContainText("Broken");
  });
  const third = await send(api);
  await isHeld(third);
  expect(await told(third)).toBe(0);

  await test.step("connect again: the destination works, and what was held is sent", async () => {
    await page.goto(integrations);
    await page.getByRole("link", { name: "Reconnect" }).click();
    await allow(page, slackChannel.id);
    await expect(
      page.getByText("Slack is connected again. Destinations and routes were kept."),
    ).toBeVisible();
    // Slack takes an app that is removed out of its channels.
    await slack.act("invite", id);
    await page.goto(destination);
    await page.getByRole("button", { name: "Send what is held" }).click();
    await page.getByRole("button", { name: "Send the notification" }).click();
    await expect(page.getByText("1 notification is on its way")).toBeVisible();
    await expect.poll(() => told(third)).toBe(1);
    const fourth = await send(api);
    await expect.poll(() => told(fourth)).toBe(1);
    expect(await told(third)).toBe(1);
  });
  expect(await mailsTo(stack.mail, owner.email), "nobody is told of what they did themselves").toHaveLength(
    1,
  );
});
