import type { ApiClient } from "../support/api-client";
import { invoice } from "../support/event";
import { pastedWebhook } from "../support/slack-view";
import { expect, test } from "../support/test";
import { pageOf, rowWith, signIn } from "./visit";

const notAccepted = {
  "no address at all": "hello",
  "another host": "https://example.com/services/T0BELLWIRE/B0OPSHOOK1/SimulatedOpsAlertsHook01",
  "an address inside the network": "http://169.254.169.254/services/T0BELLWIRE/B0OPSHOOK1/x",
  "a half-copied one": "https://hooks.slack.com/services/T0BELLWIRE",
  nothing: "",
} satisfies Record<string, string>;

/** The switch moves at once and is saved a moment later; what is sent meanwhile meets the old setting. */
const untilSaved = (api: ApiClient, isEnabled: boolean) =>
  expect
    .poll(async () => (await api.get("/api/v1/destinations")).text, { timeout: 10_000 })
    .toMatch(new RegExp(`"name":"Ops alerts","enabled":${isEnabled}`));

test("a webhook URL that is none is refused in words", async ({ page, stack, tenant }) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations", "new?way=webhook"));
  const seen = new Set<string>();
  for (const [what, url] of Object.entries(notAccepted)) {
    await page.getByLabel("Webhook URL").fill(url);
    await page.getByLabel("Name", { exact: true }).fill("Ops");
    await page.getByRole("button", { name: "Add destination", exact: true }).click();
    const field = page.getByLabel("Webhook URL");
    await expect(field, what).toHaveAttribute("aria-invalid", "true");
    const words = await field.evaluate((input) =>
      (input.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => input.ownerDocument.getElementById(id)?.textContent ?? "")
        .join(" "),
    );
    expect(words.trim().length, what).toBeGreaterThan(10);
    seen.add(words);
    expect(page.url(), what).toContain("/destinations/new");
  }
  expect(seen.size, "not the same words for everything").toBeGreaterThan(1);
});

test("a pasted webhook is added, tested, switched off and on again", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations"));
  await page.getByRole("link", { name: "Add destination" }).first().click();
  await page.getByRole("link", { name: "Pasted webhook" }).click();
  await page.getByLabel("Webhook URL").fill(pastedWebhook(stack.slack));
  await page.getByLabel("Name", { exact: true }).fill("Ops alerts");
  await page.getByLabel("Every event").check();
  const before = (await slack.messages("ops-alerts")).length;
  await page.getByRole("button", { name: "Add and send a test" }).click();
  await expect(page.getByRole("heading", { name: "Ops alerts", level: 1 })).toBeVisible();
  await expect(page.getByText(/^Arrived in /)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("SimulatedOpsAlertsHook01");
  expect((await slack.messages("ops-alerts")).slice(before)).toMatchObject([{ via: "webhook" }]);

  await page.goto(pageOf(stack, tenant, "destinations"));
  const enabled = page.getByRole("switch", { name: "Ops alerts enabled" });
  await enabled.click();
  await expect(enabled).not.toBeChecked();
  await untilSaved(api, false);
  const suppressed = invoice();
  await api.send(suppressed);
  await page.goto(pageOf(stack, tenant, "activity"));
  const row = rowWith(page, suppressed.data.number);
  await expect(row).toContainText("Suppressed");
  await expect(row).toContainText(/switched off|disabled|off/i);

  await page.goto(pageOf(stack, tenant, "destinations"));
  await enabled.click();
  await expect(enabled).toBeChecked();
  await untilSaved(api, true);
  const sent = invoice();
  await api.send(sent);
  await page.goto(pageOf(stack, tenant, "activity"));
  await expect(rowWith(page, sent.data.number)).toContainText("Sent");
  expect(JSON.stringify(await slack.messages("ops-alerts"))).not.toContain(suppressed.data.number);
});
