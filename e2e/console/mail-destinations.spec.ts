import { token } from "../support/event";
import { mailsTo } from "../support/mailbox";
import { expect, test } from "../support/test";
import { inspect } from "./inspection";
import { pageOf, signIn } from "./visit";

const linkIn = (text: string | undefined) => /https?:\/\/\S+\/unsubscribe\/\S+/.exec(text ?? "")?.[0] ?? "";

test("mailboxes are added, tried, changed, and who unsubscribes is shown", async ({
  page,
  stack,
  tenant,
}) => {
  test.setTimeout(120_000);
  const [kim, sam] = [`${token()}@mail.test`, `${token()}@mail.test`];
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations", "new?way=mail"));
  await page.getByLabel("Name", { exact: true }).fill("Finance");
  await page.getByLabel("Addresses").fill("kim, sam@mail.test");
  await page.getByRole("button", { name: "Add and send a test" }).click();
  await expect(page.getByText("“kim” is no e-mail address such as kim@example.com.")).toBeVisible();
  await page.getByLabel("Addresses").fill(`${kim}\n${sam}`);
  await page.getByLabel("Also write to the customer's owner").check();
  await page.getByLabel("Subject prefix").fill("[Billing]");
  await page.getByRole("button", { name: "Add and send a test" }).click();
  await expect(page.getByText("The mail server has taken it for every address.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Finance", level: 1 })).toBeVisible();
  const [mail] = await mailsTo(stack.mail, kim);
  expect(mail?.subject).toMatch(/^\[Billing\] \[TEST\] /);

  const destination = page.url();
  await page.goto(linkIn(mail?.text));
  await page.getByRole("button", { name: "Unsubscribe from all of" }).click();
  await expect(page.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  const preferences = page.url();
  await page.goto(destination);
  const mailboxes = page
    .getByRole("region", { name: "Mailboxes" })
    .or(page.locator("section", { hasText: "Mailboxes" }).last());
  await expect(mailboxes.getByText("Unsubscribed from the project")).toBeVisible();
  await page.getByLabel("Addresses").fill(sam);
  await page.getByRole("button", { name: "Save addresses" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await inspect(page, destination.replace(/\?.*/, ""));
  await inspect(page, pageOf(stack, tenant, "destinations", "new?way=mail"));
  await inspect(page, pageOf(stack, tenant, "destinations"));
  await inspect(page, preferences);
  const [other] = await mailsTo(stack.mail, sam);
  await inspect(page, linkIn(other?.text));
  await inspect(page, `${stack.web}/unsubscribe/nonsense`);
});
