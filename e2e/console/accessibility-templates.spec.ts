import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { signIn } from "./visit";

const PHONE = { width: 390, height: 844 };

async function findings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Looks at one page in light, in dark and on a phone. */
async function inspect(page: Page, path: string): Promise<void> {
  const desk = page.viewportSize();
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(path);
  expect.soft(await findings(new AxeBuilder({ page })), `${path}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  const colours = new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]);
  expect.soft(await findings(colours), `${path}, dark`).toEqual([]);
  await page.setViewportSize(PHONE);
  expect.soft(await overhang(page), `${path}, sideways at ${PHONE.width} pixels`).toBe(0);
  if (desk) await page.setViewportSize(desk);
}

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
