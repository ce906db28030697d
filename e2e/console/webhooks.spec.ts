import { Webhook } from "standardwebhooks";
import { token } from "../support/event";
import { openReceiver } from "../support/receiver";
import { expect, test } from "../support/test";
import { until } from "../support/until";
import { pageOf, signIn } from "./visit";

test("a webhook is added, tested, changed, rotated and replayed in the console", async ({
  page,
  stack,
  tenant,
  api,
}) => {
  test.setTimeout(120_000);
  const receiver = await openReceiver();
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations", "new?way=endpoint"));
  await page.getByLabel("Name", { exact: true }).fill("Our service");
  await page.getByLabel("URL", { exact: true }).fill("http://10.0.0.1/hooks");
  await page.getByRole("button", { name: "Add and send a test" }).click();
  await expect(page.getByText("Only public addresses can be reached.")).toBeVisible();

  await page.getByLabel("URL", { exact: true }).fill(`${receiver.url}?token=of-the-url`);
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Name of header 1").fill("Authorization");
  await page.getByLabel("Value of header 1").fill("Bearer of-the-header");
  await page.getByLabel("Secret", { exact: true }).check();
  await page.getByLabel("Every event").check();
  await page.getByRole("button", { name: "Add and send a test" }).click();
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? "";
  await page.getByRole("link", { name: "go to the webhook" }).click();
  await expect(page.getByText(/^Arrived in /)).toBeVisible();
  const [{ body, headers } = { body: "", headers: {} }] = receiver.received;
  new Webhook(secret).verify(body, headers);
  expect(headers).toMatchObject({ authorization: "Bearer of-the-header" });
  const shown = await page.content();
  expect([secret, "of-the-header", "of-the-url"].filter((each) => shown.includes(each))).toEqual([]);

  await page.getByLabel("Body template").fill('{"order": "{{ event.id }}"}');
  await page.getByLabel("Example").fill("payment.failed");
  await page.getByRole("button", { name: "Show the example" }).click();
  await expect(page.getByText('"order": "evt_')).toBeVisible();
  await page.getByRole("button", { name: "Save webhook" }).click();
  await expect(page.getByText("Saved. Send a test to see it arrive.")).toBeVisible();
  const id = token();
  await api.send({ id, type: "order.shipped", data: {} });
  await until(() => receiver.received.length === 2, { withinMs: 15_000, what: "the event arrived" });
  expect(JSON.parse(receiver.received[1]?.body ?? "")).toMatchObject({ order: expect.any(String) });

  await page.reload();
  await page.getByRole("button", { name: "Rotate the secret" }).click();
  await expect(page.getByText("Here is the signing secret")).toBeVisible();
  await page.getByLabel("Which").selectOption("sent");
  await page.getByRole("button", { name: "Only count" }).click();
  await expect(page.getByText("1 notification would be sent again.")).toBeVisible();
  await page.getByRole("button", { name: "Replay", exact: true }).dblclick();
  await expect(page.getByText(/on the way|by the same press/).first()).toBeVisible();
  await until(() => receiver.received.length === 3, { withinMs: 15_000, what: "the replay arrived" });
  const again = receiver.received[2];
  expect(again?.headers["webhook-replay-of"]).toBe(receiver.received[1]?.headers["webhook-id"]);
  await receiver.close();
});
