import { expect, type Page } from "@playwright/test";
import { type ApiClient, apiClient } from "../support/api-client";
import { invoice, token } from "../support/event";
import type { Text } from "../support/leaks";
import { linkTo, mailTo } from "../support/mailbox";
import { allowAndStay } from "../support/slack-owner";
import { pastedWebhook } from "../support/slack-view";
import type { Stack } from "../support/stack";

/** What somebody has done in a new Bellwire, and the secrets that they held while doing it. */
export type Scene = { home: string; api: ApiClient; secrets: Record<string, string> };

/** A secret that Slack never gave out, and that is taken no better care of for it. */
const made = {
  code: `made-up-code-${token()}`,
  hook: `MadeUpHook${token()}`,
  key: `bw_live_${"k9Z".repeat(12)}`,
  endpoint: `MadeUpToken${token()}`,
};

async function cookieOf(page: Page, name: string): Promise<string> {
  return (await page.context().cookies()).find((cookie) => cookie.name === name)?.value ?? "";
}

async function signUp(page: Page, { web, mail }: Stack): Promise<Record<string, string>> {
  const email = `${token()}@example.test`;
  await page.goto(`${web}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a sign-in link" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
  const link = await linkTo(mail, email, web);
  await page.goto(link);
  await page.getByLabel("Organization").fill("Canary");
  await page.getByLabel("First project").fill("Cage");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Waiting for your first event")).toBeVisible();
  return {
    "sign-in link": new URL(link).searchParams.get("token") ?? "",
    session: await cookieOf(page, "next-auth.session-token"),
  };
}

async function makeKey(page: Page, home: string): Promise<string> {
  await page.goto(`${home}/settings/api-keys`);
  await page.getByLabel("Name").fill("Canary backend");
  for (const scope of await page.getByRole("checkbox").all()) await scope.check();
  await page.getByRole("button", { name: "Make an API key" }).click();
  return (await page.getByText(/^bw_live_\w{36}$/).textContent()) ?? "";
}

/** Connects Slack; once before that with a code that Slack does not know. */
async function connect(page: Page, home: string): Promise<Record<string, string>> {
  const begin = async () => {
    await page.goto(`${home}/integrations`);
    await page.getByRole("link", { name: "Connect Slack" }).click();
    const address = new URL(await allowAndStay(page, "C0NWALERTS"));
    await page.unrouteAll();
    return address;
  };
  const wrong = await begin();
  wrong.searchParams.set("code", made.code);
  await page.goto(wrong.href);
  await expect(page.getByText("Slack no longer accepts the code")).toBeVisible();
  const right = await begin();
  await page.goto(right.href);
  await expect(page.getByText("Slack is connected.")).toBeVisible();
  return {
    state: right.searchParams.get("state") ?? "",
    "browser cookie": await cookieOf(page, "bw_slack_install"),
  };
}

async function paste(page: Page, home: string, { name, url }: { name: string; url: string }): Promise<void> {
  await page.goto(`${home}/destinations/new?way=webhook`);
  await page.getByLabel("Webhook URL").fill(url);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Every event").check();
  await page.getByRole("button", { name: "Add and send a test" }).click();
}

/** Sends every event to the channel that was picked while connecting. */
async function routeToChannel(api: ApiClient): Promise<void> {
  const { text } = await api.get("/api/v1/destinations");
  const [, destinationId] = /"id":"(dst_\w+)","kind":"slack_channel"/.exec(text) ?? [];
  const made = await api.post("/api/v1/routes", { name: "Everything", eventTypes: ["*"], destinationId });
  expect(made.status, made.text).toBe(201);
}

/** An endpoint that takes nothing, with a secret in its address, one in a header, and the one that it is signed with. */
async function addEndpoint(api: ApiClient): Promise<Record<string, string>> {
  const [inUrl, inHeader] = [`tok${token()}${token()}`, `key${token()}${token()}`];
  const answer = await api.post("/api/v1/destinations", {
    kind: "webhook",
    name: "Endpoint",
    url: `http://127.0.0.1:2/hooks?token=${inUrl}`,
    headers: [{ name: "authorization", value: `Bearer ${inHeader}`, isSecret: true }],
    topics: ["notification.sent", "case.opened"],
  });
  expect(answer.status, answer.text).toBe(201);
  const [, id] = /"id":"(dst_\w+)"/.exec(answer.text) ?? [];
  const signingIn = (text: string) => /"signingSecret":"whsec_([^"]+)"/.exec(text)?.[1] ?? "";
  // Signed with one secret, then with two.
  expect((await api.post(`/api/v1/destinations/${id}/test`, {})).status).toBe(202);
  const rotated = await api.post(`/api/v1/destinations/${id}/rotate-secret`, { overlapHours: 24 });
  expect(rotated.status, rotated.text).toBe(200);
  expect((await api.post(`/api/v1/destinations/${id}/test`, {})).status).toBe(202);
  const signing = {
    "signing secret of before": signingIn(answer.text),
    "signing secret": signingIn(rotated.text),
  };
  return { "endpoint token": inUrl, "endpoint header": inHeader, ...signing };
}

/** Somebody who gets mail and opens the way to have no more of it: what that is signed with stands in the mail alone. */
async function readMail(page: Page, api: ApiClient, { web, mail }: Stack): Promise<Record<string, string>> {
  const address = `${token()}@example.test`;
  const input = { kind: "email", name: "Mailboxes", recipients: [address] };
  const answer = await api.post("/api/v1/destinations", input);
  expect(answer.status, answer.text).toBe(201);
  const [, id] = /"id":"(dst_\w+)"/.exec(answer.text) ?? [];
  expect((await api.post(`/api/v1/destinations/${id}/test`, {})).status).toBe(202);
  const { text } = await mailTo(mail, address);
  const [, signature = ""] = /\/unsubscribe\/[\w-]+\.([\w-]+)/.exec(text) ?? [];
  const [link = ""] = /https?:\/\/\S+\/unsubscribe\/\S+/.exec(text) ?? [];
  expect(link).toContain(`${web}/`);
  expect((await page.goto(link))?.status()).toBe(200);
  return { "unsubscribe signature": signature };
}

/** Signs up, connects Slack, pastes a webhook that works and one that does not, makes a key: each by its own door. */
export async function play(page: Page, stack: Stack): Promise<Scene> {
  const signedUp = await signUp(page, stack);
  const home = page.url().replace(/\?.*/, "");
  const connected = await connect(page, home);
  const good = pastedWebhook(stack.slack);
  await paste(page, home, { name: "Pasted", url: good });
  await expect(page.getByText(/^Arrived in /)).toBeVisible();
  const bad = good.replace(/[^/]+$/, made.hook);
  await paste(page, home, { name: "Pasted badly", url: bad });
  await expect(page.getByText("The test message did not arrive")).toBeVisible();
  await paste(page, home, { name: "Not at all", url: bad.replace(stack.slack, "https://hooks.example") });
  await expect(page.getByLabel("Webhook URL")).toHaveAttribute("aria-invalid", "true");
  const key = await makeKey(page, home);
  const api = apiClient(stack.web, key);
  await routeToChannel(api);
  const endpoint = await addEndpoint(api);
  const reader = await readMail(page, api, stack);
  // The beginning of a key is shown on purpose, so that people can tell two apart.
  const secrets = { ...signedUp, ...connected, ...endpoint, ...reader, "API key": key.slice(12) };
  return {
    home,
    api,
    secrets: {
      ...secrets,
      "made-up code": made.code,
      "made-up webhook": made.hook,
      "made-up key": made.key.slice(12),
      "made-up endpoint": made.endpoint,
    },
  };
}

/** Asks everything of the API that can be asked, well and badly, and answers every text that came back. */
export async function askAll({ api }: Pick<Scene, "api">, { web, slack }: Stack): Promise<Text[]> {
  const texts: Text[] = [];
  const keep = async (where: string, asked: ReturnType<ApiClient["get"]>) => {
    const { text, headers } = await asked;
    texts.push({ where: `answer ${where}`, text: `${JSON.stringify([...headers])} ${text}` });
    return text;
  };
  const lists = ["events", "notifications", "destinations", "routes", "rules", "mutes", "cases"];
  for (const list of lists) {
    const text = await keep(list, api.get(`/api/v1/${list}`));
    for (const [id] of text.matchAll(/(?:evt|ntf|dst|rte|rul|mut|cas)_\w{26}/g)) {
      await keep(`${list}/${id}`, api.get(`/api/v1/${list}/${id}`));
      if (list === "destinations")
        await keep(`statistics of ${id}`, api.get(`/api/v1/${list}/${id}/statistics`));
    }
  }
  for (const path of ["status", "channels", "channels?refresh=true"]) {
    await keep(path, api.get(`/api/integrations/slack/${path}`));
  }
  await keep("openapi", api.get("/api/v1/openapi.json"));
  await keep("health", api.get("/api/health"));
  await keep("preview", api.post("/api/v1/routes/preview", { event: invoice() }));
  const url = `${slack}/services/T0BELLWIRE/B0OPSHOOK1/${made.hook}`;
  await keep(
    "taken webhook",
    api.post("/api/v1/destinations", { kind: "slack_webhook", name: "Twice", url }),
  );
  const elsewhere = url.replace(slack, "https://hooks.example");
  await keep(
    "bad webhook",
    api.post("/api/v1/destinations", { kind: "slack_webhook", name: "X", url: elsewhere }),
  );
  // Refused for where it leads; the token in it is nobody's to repeat.
  for (const where of ["http://10.0.0.1/hooks", "ftp://endpoint.example/hooks"]) {
    const bad = { kind: "webhook", name: "Y", url: `${where}?token=${made.endpoint}` };
    await keep("bad endpoint", api.post("/api/v1/destinations", bad));
  }
  await keep("bad key", apiClient(web, made.key).get("/api/v1/events"));
  return texts;
}
