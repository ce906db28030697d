import { token } from "../support/event";
import { linkTo } from "../support/mailbox";
import { pastedWebhook } from "../support/slack-view";
import { expect, test } from "../support/test";
import { pageOf, rowWith, signIn } from "./visit";

test.use({ javaScriptEnabled: false });

test("signing in and making an organization need no script", async ({ page, stack }) => {
  const email = `${token()}@example.test`;
  await page.goto(`${stack.web}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a sign-in link" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
  await page.goto(await linkTo(stack.mail, email, stack.web));
  await expect(page.getByRole("heading", { name: "Welcome to Bellwire" })).toBeVisible();
  await page.getByLabel("Organization").fill("Plain");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Waiting for your first event")).toBeVisible();
});

test("a destination can be added, and a bad one is refused in words, without script", async ({
  page,
  stack,
  tenant,
}) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations", "new?way=webhook"));
  await page.getByLabel("Webhook URL").fill("https://example.com/hook");
  await page.getByLabel("Name", { exact: true }).fill("Plain ops");
  await page.getByRole("button", { name: "Add destination", exact: true }).click();
  await expect(page.getByLabel("Webhook URL")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Plain ops");

  await page.getByLabel("Webhook URL").fill(pastedWebhook(stack.slack));
  await page.getByRole("button", { name: "Add destination", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Plain ops", level: 1 })).toBeVisible();
  await page.goto(pageOf(stack, tenant, "destinations"));
  await expect(rowWith(page, "Plain ops")).toBeVisible();
});

test("an API key is shown once without script", async ({ page, stack, tenant }) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "settings", "api-keys"));
  await page.getByLabel("Name").fill("Plain backend");
  await page.getByRole("button", { name: "Make an API key" }).click();
  await expect(page.getByText(/^bw_live_\w{36}$/)).toBeVisible();
});
