import { z } from "zod";
import { ask } from "../support/api-client";
import { custom, invoice, token } from "../support/event";
import { mailsTo } from "../support/mailbox";
import { haltSupervisor, killAndWait } from "../support/parts";
import { expect, test } from "../support/test";
import { until } from "../support/until";

const made = z.looseObject({ id: z.string() });
const page = z.object({
  notifications: z.array(
    z.looseObject({
      id: z.string(),
      state: z.string(),
      possiblyDuplicated: z.boolean(),
      reason: z.looseObject({ code: z.string() }),
    }),
  ),
});

type Api = Parameters<Parameters<typeof test>[2]>[0]["api"];

const addressOf = (mark: string) => `${mark}@mail.test`;

/** A mail destination with a route that takes everything. */
async function mailTo(api: Api, recipients: string[], more: object = {}): Promise<string> {
  const answer = await api.post("/api/v1/destinations", {
    kind: "email",
    name: `Mail ${token()}`,
    recipients,
    ...more,
  });
  expect(answer.status, answer.text).toBe(201);
  const { id } = made.parse(answer.body);
  const route = { name: `Route ${token()}`, eventTypes: ["*"], destinationId: id };
  expect((await api.post("/api/v1/routes", route)).status).toBe(201);
  return id;
}

async function notificationsAt(api: Api, destinationId: string) {
  return page.parse((await api.get(`/api/v1/notifications?destination=${destinationId}`)).body).notifications;
}

/** The link of a mail that leads to the page where its reader decides. */
function linkIn(text: string, web: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((one) => one.startsWith(`${web}/unsubscribe/`));
  if (!link) throw new Error("the mail has no link to unsubscribe");
  return link;
}

test("an event becomes one mail for each address, in HTML and text, once", async ({ api, stack }) => {
  const recipients = [addressOf(token()), addressOf(token())];
  const id = await mailTo(api, [...recipients, "OWNER"], { subjectPrefix: "[Billing]" });
  const owner = addressOf(token());
  const sent = invoice();
  const event = { ...sent, customer: { ...sent.customer, owner: { email: owner } } };
  for (const _ of [1, 2]) expect((await api.send(event)).status).toBeLessThan(300);
  for (const address of [...recipients, owner]) {
    await expect.poll(async () => (await mailsTo(stack.mail, address)).length).toBe(1);
    const [mail] = await mailsTo(stack.mail, address);
    expect(mail?.subject).toMatch(/^\[Billing\] /);
    expect(mail?.html).toContain(sent.data.number);
    expect(mail?.text).toContain(sent.data.number);
  }
  await expect.poll(async () => (await notificationsAt(api, id)).map(({ state }) => state)).toEqual(["sent"]);
});

test("who unsubscribes gets no more, the others do, and the way back is theirs", async ({
  api,
  stack,
  page,
}) => {
  const [leaver, stayer] = [addressOf(token()), addressOf(token())];
  await mailTo(api, [leaver, stayer]);
  await api.send(custom("order.shipped"));
  await expect.poll(async () => (await mailsTo(stack.mail, leaver)).length).toBe(1);
  const [mail] = await mailsTo(stack.mail, leaver);
  const link = linkIn(mail?.text ?? "", stack.web);
  // A scanner that looks into the mail opens what it finds.
  for (const url of [link, link.replace("/unsubscribe/", "/api/unsubscribe/")])
    expect((await ask(url)).status).toBeLessThan(400);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Unsubscribe?" })).toBeVisible();
  await expect(page.getByText(leaver)).toBeVisible();
  await page.getByRole("button", { name: /^Unsubscribe from “/ }).click();
  await expect(page.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await api.send(custom("order.shipped"));
  await expect.poll(async () => (await mailsTo(stack.mail, stayer)).length).toBe(2);
  expect(await mailsTo(stack.mail, leaver)).toHaveLength(1);
  await page.getByRole("button", { name: "Subscribe again" }).click();
  await expect(page.getByRole("heading", { name: "Unsubscribe?" })).toBeVisible();
  await api.send(custom("order.shipped"));
  await expect.poll(async () => (await mailsTo(stack.mail, leaver)).length).toBe(2);
});

test("one click of a mail program is enough, and a notification that nobody wants says so", async ({
  api,
  stack,
}) => {
  const address = addressOf(token());
  const id = await mailTo(api, [address]);
  await api.send(custom("order.shipped"));
  await expect.poll(async () => (await mailsTo(stack.mail, address)).length).toBe(1);
  const [mail] = await mailsTo(stack.mail, address);
  const oneClick = linkIn(mail?.text ?? "", stack.web).replace("/unsubscribe/", "/api/unsubscribe/");
  const answer = await ask(oneClick, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(answer.status).toBe(200);
  await api.send(custom("order.shipped"));
  await expect
    .poll(async () => (await notificationsAt(api, id)).map(({ state, reason }) => [state, reason.code]))
    .toContainEqual(["suppressed", "recipients_opted_out"]);
  expect(await mailsTo(stack.mail, address)).toHaveLength(1);
});

test("what could not be sent while the mail server was away is sent when it is back, once", async ({
  api,
  stack,
}) => {
  test.setTimeout(120_000);
  const address = addressOf(token());
  const id = await mailTo(api, [address]);
  const halted = haltSupervisor(stack);
  try {
    process.kill(stack.pids().mail, "SIGKILL");
    const sent = invoice();
    await api.send(sent);
    await expect
      .poll(async () => (await notificationsAt(api, id)).map(({ state }) => state))
      .toEqual(["pending"]);
  } finally {
    halted.resume();
  }
  await expect
    .poll(async () => (await notificationsAt(api, id)).map(({ state }) => state), { timeout: 90_000 })
    .toEqual(["sent"]);
  expect(await mailsTo(stack.mail, address)).toHaveLength(1);
  expect(await notificationsAt(api, id)).toMatchObject([{ possiblyDuplicated: false }]);
});

test("a process that is killed while it writes to many doubles nobody in silence", async ({ api, stack }) => {
  test.setTimeout(120_000);
  const recipients = Array.from({ length: 30 }, () => addressOf(token()));
  const id = await mailTo(api, recipients);
  const countOf = async () => {
    const counts = await Promise.all(recipients.map(async (one) => (await mailsTo(stack.mail, one)).length));
    return {
      most: Math.max(...counts),
      doubled: counts.filter((count) => count > 1).length,
      reached: counts.filter(Boolean).length,
    };
  };
  await api.send(custom("order.shipped"));
  await until(async () => (await countOf()).reached > 0, {
    withinMs: 15_000,
    everyMs: 5,
    what: "the first mail",
  });
  await killAndWait(stack, "web");
  await expect
    .poll(async () => (await notificationsAt(api, id)).map(({ state }) => state), { timeout: 90_000 })
    .toEqual(["sent"]);
  const counted = await countOf();
  expect(counted.reached).toBe(recipients.length);
  // One mail may have been taken just before the process that would have written it down was killed, and then it says so.
  expect(counted.doubled).toBeLessThanOrEqual(1);
  expect(counted.most).toBeLessThanOrEqual(2);
  const [notification] = await notificationsAt(api, id);
  if (counted.doubled > 0) expect(notification?.possiblyDuplicated).toBe(true);
});
