import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { apiClient } from "../support/api-client";
import { expect, test } from "../support/test";
import { until } from "../support/until";
import { signIn } from "./visit";

const signedOut = ["/", "/sign-in", "/sign-in/check-email", "/sign-in/error?error=Verification"];

/** Every kind of page of the console, with something on it. */
async function consolePages(page: Page, web: string, apiKey: string): Promise<string[]> {
  const home = new URL(page.url()).pathname;
  const idOf = async (path: string, prefix: string) =>
    until(async () => new RegExp(`${prefix}_\\w+`).exec((await apiClient(web, apiKey).get(path)).text)?.[0], {
      withinMs: 20_000,
      what: `one of ${path}`,
    });
  const ids = {
    notification: await idOf("/api/v1/notifications?limit=1", "ntf"),
    event: await idOf("/api/v1/events?limit=1", "evt"),
    destination: await idOf("/api/v1/destinations", "dst"),
    route: await idOf("/api/v1/routes", "rte"),
  };
  return [
    home,
    `${home}/activity`,
    `${home}/activity?state=failed`,
    `${home}/activity/${ids.notification}`,
    `${home}/events`,
    `${home}/events/${ids.event}`,
    `${home}/destinations`,
    `${home}/destinations/new`,
    `${home}/destinations/${ids.destination}`,
    `${home}/routes`,
    `${home}/routes/new`,
    `${home}/routes/${ids.route}`,
    `${home}/settings/api-keys`,
    `${home}/settings/members`,
    `${home}/settings/project`,
    `${home}/no-such-page`,
    "/new",
  ];
}

/** Serious and critical findings, as `rule: where`. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** What sticks out of the page to the right, if anything does. */
const overhang = (page: Page) =>
  page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("no page has a serious accessibility defect", async ({ page, stack }) => {
      test.setTimeout(120_000);
      for (const path of signedOut) {
        await page.goto(stack.web + path);
        expect.soft(await findings(page), path).toEqual([]);
      }
      await signIn(page, stack);
      for (const path of await consolePages(page, stack.web, stack.apiKey)) {
        await page.goto(stack.web + path);
        expect.soft(await findings(page), path).toEqual([]);
      }
    });
  });
}

test.describe("at 390 pixels", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("no page scrolls sideways", async ({ page, stack }) => {
    test.setTimeout(120_000);
    for (const path of signedOut) {
      await page.goto(stack.web + path);
      expect.soft(await overhang(page), path).toBe(0);
    }
    await signIn(page, stack);
    for (const path of await consolePages(page, stack.web, stack.apiKey)) {
      await page.goto(stack.web + path);
      expect.soft(await overhang(page), path).toBe(0);
    }
  });
});
