import { expect, test } from "../support/test";
import { pageOf, rowWith, signIn } from "./visit";

test("a source is added by its guide, takes a sample, is switched off, and is deleted", async ({
  page,
  stack,
  tenant,
}) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "sources"));
  await expect(page.getByText("No sources yet")).toBeVisible();
  await page.getByRole("link", { name: "Add source" }).click();
  await page.getByRole("button", { name: "Add source" }).click();
  await expect(page.getByText("is ready to receive")).toBeVisible();
  const secret =
    /Bearer (bws_[\w-]+)/.exec((await page.getByRole("list").last().textContent()) ?? "")?.[1] ?? "";
  expect(secret.length).toBeGreaterThan(30);

  await page.getByRole("link", { name: "Go to the source" }).click();
  await expect(page.getByText("Waiting for the first event").first()).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  const send = async (sample: string) => {
    await page.getByRole("combobox", { name: "Event" }).selectOption(sample);
    await page.getByRole("button", { name: "Send sample" }).click();
  };
  await send("BILLING_ISSUE");
  await expect(page.getByText("Taken as payment.failed")).toBeVisible();
  await expect(rowWith(page, "BILLING_ISSUE")).toContainText("Accepted");
  await rowWith(page, "BILLING_ISSUE").getByText("Body", { exact: true }).click();
  await expect(page.getByText('"product_id": "annual_trial"')).toBeVisible();

  await page.getByRole("switch", { name: "Enabled" }).click();
  await expect(page.getByText("Off", { exact: true })).toBeVisible();
  await send("UNCANCELLATION");
  await expect(rowWith(page, "UNCANCELLATION")).toContainText("The source was switched off.");
  await page.getByRole("combobox", { name: "Outcome" }).selectOption("ignored");
  await expect(rowWith(page, "BILLING_ISSUE")).toHaveCount(0);

  await page.getByRole("button", { name: "Delete source" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete source" }).click();
  await expect(page.getByText("No sources yet")).toBeVisible();
});

test("Stripe's source waits for the secret that Stripe makes", async ({ page, stack, tenant }) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "sources", "new?kind=stripe"));
  await page.getByRole("button", { name: "Add source" }).click();
  await page.getByRole("link", { name: "Go on to paste the secret" }).click();
  await expect(page.getByText("Needs its secret").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Send sample" })).toBeDisabled();
  await page.getByLabel("Signing secret").fill("not one of Stripe's");
  await page.getByRole("button", { name: "Save the secret" }).click();
  await expect(page.getByLabel("Signing secret")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Signing secret").fill(`whsec_${"a".repeat(32)}`);
  await page.getByRole("button", { name: "Save the secret" }).click();
  await expect(page.getByText("The secret is in place")).toBeVisible();
  await page.getByRole("combobox", { name: "Event" }).selectOption("invoice.paid");
  await page.getByRole("button", { name: "Send sample" }).click();
  await expect(page.getByText("Taken as payment.succeeded")).toBeVisible();
});
