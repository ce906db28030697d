import { apiClient } from "../support/api-client";
import { invoice } from "../support/event";
import { makeLanes } from "../support/lanes";
import { test as ownerTest } from "../support/slack-owner";
import { expect, test } from "../support/test";
import { until } from "../support/until";
import { inspect } from "./inspection";
import { pageOf, rowWith, signIn } from "./visit";

test.beforeEach(() => test.setTimeout(180_000));

test("the pages for everybody are accessible in light and dark, and fit a phone", async ({ page, stack }) => {
  for (const path of ["/", "/sign-in", "/sign-in/check-email", "/sign-in/error?error=Verification"]) {
    await inspect(page, stack.web + path);
  }
});

test("the pages that tell are accessible in light and dark, and fit a phone", async ({ page, stack }) => {
  const api = apiClient(stack.web, stack.apiKey);
  const idIn = (path: string, prefix: string) =>
    until(async () => new RegExp(`${prefix}_\\w+`).exec((await api.get(path)).text)?.[0], {
      withinMs: 20_000,
      what: `one of ${path}`,
    });
  await api.send({
    events: [{ id: "bad", type: "no spaces please", data: { token: "x" } }, { type: "a.b" }],
  });
  await signIn(page, stack);
  const home = page.url();
  for (const path of [
    "",
    "/activity",
    "/activity?state=failed",
    `/activity/${await idIn("/api/v1/notifications?limit=1", "ntf")}`,
    "/events",
    `/events/${await idIn("/api/v1/events?limit=1", "evt")}`,
    "/events/rejected",
    "/events/rejected?q=nothing-like-it",
    `/events/rejected/${await idIn("/api/v1/events/rejected?limit=1", "rej")}`,
    "/no-such-page",
  ]) {
    await inspect(page, home + path);
  }
});

test("the pages with forms are accessible in light and dark, and fit a phone", async ({ page, stack }) => {
  const api = apiClient(stack.web, stack.apiKey);
  const [destination] = /dst_\w+/.exec((await api.get("/api/v1/destinations")).text) ?? [];
  const [route] = /rte_\w+/.exec((await api.get("/api/v1/routes")).text) ?? [];
  await signIn(page, stack);
  const home = page.url();
  for (const path of [
    "/destinations",
    "/destinations/new",
    `/destinations/${destination}`,
    "/routes",
    "/routes/new",
    `/routes/${route}`,
    "/integrations",
    "/settings/api-keys",
    "/settings/members",
    "/settings/project",
  ]) {
    await inspect(page, home + path);
  }
  await inspect(page, `${stack.web}/new`);
});

test("a broken destination with what it holds is accessible in light and dark, and fits a phone", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  if (!lane) throw new Error("There is no lane.");
  await slack.act("archive", lane.channel);
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations"));
  await expect(async () => {
    await page.reload();
    await expect(rowWith(page, lane.channel)).toContainText("Broken", { timeout: 500 });
  }).toPass();
  expect((await api.send({ ...invoice(), type: lane.eventType })).status).toBe(202);
  await page.goto(pageOf(stack, tenant, "activity"));
  await expect(rowWith(page, lane.eventType)).toContainText("Held");
  await inspect(page, pageOf(stack, tenant));
  await inspect(page, pageOf(stack, tenant, "integrations"));
  await inspect(page, pageOf(stack, tenant, "destinations", lane.destinationId));
  await expect(page.getByText("1 notification is held since")).toBeVisible();
});

ownerTest(
  "the Integrations page without a workspace is accessible, and fits a phone",
  async ({ page, stack, tenant }) => {
    await inspect(page, pageOf(stack, tenant, "integrations"));
    await expect(page.getByRole("main")).toContainText("Not installed");
  },
);
