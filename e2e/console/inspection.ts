import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "../support/test";

const PHONE = { width: 390, height: 844 };

/** Serious and critical findings, as `rule: where`. */
export async function findings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** By how many pixels the page is wider than its window. */
const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Looks at one page from all sides: what only the colours can spoil is looked at again in the dark. */
export async function inspect(page: Page, path: string): Promise<void> {
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
