import { chromium } from "@playwright/test";
import { WebClient } from "@slack/web-api";
import { demoBotToken, demoChannels, demoWebhookPath } from "@/local/slack/demo-world";
import { startSlackSimulator } from "@/local/slack/simulator";

import { createServer } from "node:http";
let sim: Awaited<ReturnType<typeof startSlackSimulator>>;
const app = createServer(async (req, res) => { let b = ""; for await (const x of req) b += x; res.end(); const p = JSON.parse(new URLSearchParams(b).get("payload") ?? "{}"); if (p.type === "block_actions") await c.views.open({ trigger_id: p.trigger_id, view: { type: "modal", title: { type: "plain_text", text: "Snooze this case" }, submit: { type: "plain_text", text: "Snooze" }, blocks: [ { type: "section", text: { type: "mrkdwn", text: "*Acme Inc* owes $4,200.00" } }, { type: "input", block_id: "until", label: { type: "plain_text", text: "Until" }, element: { type: "datepicker", action_id: "date" } }, { type: "input", block_id: "why", optional: true, label: { type: "plain_text", text: "Note" }, element: { type: "plain_text_input", multiline: true, action_id: "text" } } ] } }).catch((e) => console.log("open", e.data)); });
await new Promise<void>((r) => app.listen(0, "127.0.0.1", () => r()));
sim = await startSlackSimulator({ appUrl: `http://127.0.0.1:${(app.address() as { port: number }).port}` });
const c = new WebClient(demoBotToken, { slackApiUrl: `${sim.url}/api/` });
sim.state.limits.enabled = false;
const ch = demoChannels.billingAlerts.id;
const rc = (emoji: string, words: string, color: string, product: string, revenue?: string) => ({
  text: "",
  attachments: [
    {
      fallback: `Customer 12345 ${words}`,
      color,
      fields: [
        {
          title: "",
          value: `${emoji} Customer <https://app.revenuecat.com/activity/123abcd45/12345|12345> ${words}`,
        },
        { title: "Product", value: product, short: false },
        ...(revenue ? [{ title: "Revenue", value: revenue, short: false }] : []),
      ],
      ts: "1588335655",
    },
  ],
});
sim.state.clock.shift(-86400_000);
await c.chat.postMessage({
  channel: ch,
  ...rc(":smiley_cat:", "just started a subscription.", "#30B296", "monthly_1", "$5.99"),
});
await c.chat.postMessage({
  channel: ch,
  ...rc(":scream_cat:", "got a billing issue.", "#F2545B", "annual_trial"),
});
sim.state.clock.shift(86400_000);
const m = await c.chat.postMessage({
  channel: ch,
  text: "Payment failed: Acme $4,200 (attempt 2 of 4)",
  attachments: [
    {
      color: "#ecb22e",
      blocks: [
        { type: "header", text: { type: "plain_text", text: ":warning: Payment failed: Acme Inc" } },
        {
          type: "section",
          text: {
            type: "mrkdwn",
            text: "<https://app.example/c/acme|*Acme Inc*> could not pay *$4,200.00*. Attempt *2 of 4*, reason `card_declined`.\n> _Insufficient funds_, said the bank",
          },
        },
        {
          type: "section",
          fields: [
            { type: "mrkdwn", text: "*Amount*\n$4,200.00" },
            {
              type: "mrkdwn",
              text: "*Next retry*\n<!date^1795353175^{date_short_pretty} at {time}|tomorrow>",
            },
            { type: "mrkdwn", text: "*MRR at risk*\n$900.00" },
            { type: "mrkdwn", text: "*Owner*\n<@U0KIMPARK1>" },
          ],
        },
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: "ack",
              style: "primary",
              text: { type: "plain_text", text: "Acknowledge" },
              value: "v1",
            },
            {
              type: "button",
              action_id: "open",
              text: { type: "plain_text", text: "Open customer" },
              url: "https://app.example/c/acme",
            },
            {
              type: "button",
              action_id: "refund",
              style: "danger",
              text: { type: "plain_text", text: "Cancel" },
              value: "x",
              confirm: {
                title: { type: "plain_text", text: "Sure?" },
                text: { type: "plain_text", text: "This cannot be undone" },
                confirm: { type: "plain_text", text: "Do it" },
                deny: { type: "plain_text", text: "No" },
              },
            },
            {
              type: "static_select",
              action_id: "snooze",
              placeholder: { type: "plain_text", text: "Snooze" },
              options: [
                { text: { type: "plain_text", text: "1 hour" }, value: "1h" },
                { text: { type: "plain_text", text: "1 day" }, value: "1d" },
              ],
            },
            {
              type: "overflow",
              action_id: "more",
              options: [
                { text: { type: "plain_text", text: "Why this message?" }, value: "why" },
                { text: { type: "plain_text", text: "Mute" }, value: "mute" },
              ],
            },
          ],
        },
        {
          type: "context",
          elements: [
            {
              type: "mrkdwn",
              text: ":bell: Rule *Failed payments* · production · <!date^1795253175^{date_short_pretty} at {time}|now> · <https://app.example|Why did I get this?>",
            },
          ],
        },
      ],
    },
  ] as never,
});
if (m.ts) {
  await c.chat.postMessage({
    channel: ch,
    thread_ts: m.ts,
    text: ":hourglass: Attempt 1 of 4 failed, retry in 24 hours",
  });
  await c.chat.postMessage({ channel: ch, thread_ts: m.ts, text: "Acknowledged by <@U0SAMOSEI1>" });
}
await c.chat.postMessage({
  channel: ch,
  text: "Hello <!channel> *bold* _italic_ ~gone~ `code` & <script>alert(1)</script> <https://example.com/a?b=1&amp;c=2|a link> https://bare.example/x :tada: :unknown_one:\n```\nfunction x() { return 1 < 2 }\n```\n• one\n• two",
});
await c.chat.postMessage({
  channel: ch,
  text: "table",
  blocks: [
    { type: "header", text: { type: "plain_text", text: "Daily digest, 20 Nov" } },
    {
      type: "table",
      rows: [
        [
          { type: "raw_text", text: "Customer" },
          { type: "raw_text", text: "Health" },
          { type: "raw_text", text: "MRR" },
        ],
        [
          { type: "raw_text", text: "Acme" },
          { type: "raw_text", text: "72 → 54" },
          { type: "raw_text", text: "$900" },
        ],
      ],
      column_settings: [{}, { align: "center" }, { align: "right" }],
    },
    { type: "divider" },
    {
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "3 accounts", style: { bold: true } },
            { type: "text", text: " need a look " },
            { type: "emoji", name: "eyes" },
          ],
        },
        {
          type: "rich_text_list",
          style: "bullet",
          elements: [
            { type: "rich_text_section", elements: [{ type: "text", text: "Globex" }] },
            {
              type: "rich_text_section",
              elements: [{ type: "link", url: "https://x.example", text: "Initech" }],
            },
          ],
        },
      ],
    },
    {
      type: "markdown",
      text: "## Summary\n**Good** week, [see the report](https://x.example)\n- one `code`\n- two",
    },
  ] as never,
});
for (let i = 0; i < 6; i++)
  await fetch(sim.url + demoWebhookPath, {
    method: "POST",
    body: JSON.stringify({ text: `:rotating_light: Ops alert ${i}` }),
  });
const secs = demoChannels.securityAlerts.id;
await c.chat.postMessage({
  channel: secs,
  text: ":closed_lock_with_key: Locked: myapp/deploy after 5 wrong PINs",
});
await c.chat.postMessage({ channel: "U0KIMPARK1", text: "Hi Kim, Acme health fell" });
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
for (const [scheme, w, h] of [
  ["light", 1280, 900],
  ["dark", 1280, 900],
  ["light", 390, 800],
  ["dark", 390, 800],
] as const) {
  const page = await browser.newPage({ viewport: { width: w, height: h }, colorScheme: scheme });
  page.on("console", (_x) => {});
  page.on("pageerror", (_e) => {});
  await page.goto(sim.url);
  await page.waitForTimeout(400);
  await page.screenshot({ path: `/tmp/look/${scheme}-${w}.png` });
  if (w === 1280 && scheme === "light") {
    await page.locator("details.thread summary").first().click();
    await page.waitForTimeout(100);
    await page.locator("#scroll").evaluate((e) => {
      e.scrollTop = 0;
    });
    await page.screenshot({ path: `/tmp/look/top.png` });
    await c.chat.postMessage({ channel: ch, text: "A live one" });
    await page.waitForTimeout(400);
    await page.goto(`${sim.url}/client/T0BELLWIRE/C0OPSALRTS`);
    await page.waitForTimeout(300);
    await page.screenshot({ path: "/tmp/look/ops.png" });
  }
  if (w === 390 && scheme === "light") {
    await page.locator(".menu-switch").click();
    await page.waitForTimeout(400);
    await page.screenshot({ path: "/tmp/look/menu.png" });
  }
  await page.close();
}
for (const scheme of ["light", "dark"] as const) { const page = await browser.newPage({ viewport: { width: 1000, height: 1100 }, colorScheme: scheme }); page.on("console", (x) => console.log(x.type(), x.text()));
await page.goto(sim.url + "/oauth/v2/authorize?client_id=100000000001.200000000002&scope=chat:write,channels:read,incoming-webhook,chat:write.public,groups:read,im:write,users:read,users:read.email&redirect_uri=http://127.0.0.1:9/x&state=abc"); await page.waitForTimeout(200); await page.screenshot({ path: `/tmp/look/consent-${scheme}.png` }); await page.fill("#find", "bill"); await page.waitForTimeout(100); console.log(await page.locator("#channel option").allTextContents()); await page.close(); }
await browser.close();
await sim.stop();

process.exit(0);
