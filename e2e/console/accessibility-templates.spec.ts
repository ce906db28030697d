import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "../support/test";
import { findings, inspect } from "./inspection";
import { signIn } from "./visit";

test("templates and brand are accessible in light and dark, and fit a phone", async ({ page, stack }) => {
  test.setTimeout(120_000);
  await signIn(page, stack);
  const home = page.url();
  for (const path of [
    "/templates",
    "/templates?q=no.such_type",
    "/templates/invoice.generated",
    "/templates/payment.failed",
    "/settings/brand",
  ]) {
    await inspect(page, home + path);
  }
});

test("the editor is whole by keyboard, with all of its parts open", async ({ page, stack }) => {
  await signIn(page, stack);
  await page.goto(`${page.url()}/templates/invoice.generated`);
  await expect(page.locator("form[data-ready]")).toBeVisible();
  for (const name of ["Own reason line", "Own fields", "Own buttons"]) {
    await page.getByRole("checkbox", { name }).focus();
    await page.keyboard.press("Space");
  }
  await page.getByRole("button", { name: "Add field" }).press("Enter");
  await page.getByRole("button", { name: "Add button" }).press("Enter");
  await page.getByLabel("Headline").focus();
  await page.getByRole("button", { name: "Insert customer.name", exact: true }).press("Enter");
  await expect(page.getByLabel("Headline")).toHaveValue(/\{\{ customer\.name \}\}/);
  expect(await findings(new AxeBuilder({ page }))).toEqual([]);
});
