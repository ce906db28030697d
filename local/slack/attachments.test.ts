import { describe, expect, it } from "vitest";
import { demoChannels, demoWebhookPath } from "@/local/slack/demo-world";
import { startBench } from "@/local/slack/testing/harness";

const attachment = {
  fallback: "Customer 12345 just started a subscription of monthly_1",
  color: "#30B296",
  fields: [
    {
      value:
        ":smiley_cat: Customer <https://app.revenuecat.com/activity/123abcd45/12345|12345> just started a subscription.",
    },
    { title: "Product", value: "monthly_1", short: false },
    { title: "Revenue", value: "$5.99", short: false },
  ],
  ts: 1588335655,
};

describe("a message in the older form, with one coloured attachment", () => {
  it("stands as it was sent by a bot: colour, fields, time", async () => {
    const bench = await startBench();
    const body = {
      channel: demoChannels.billingAlerts.id,
      text: "",
      attachments: JSON.stringify([attachment]),
    };
    const sent = await bench.client().apiCall("chat.postMessage", body);
    expect(sent.ok).toBe(true);
    expect(await bench.read("messages?channel=billing-alerts")).toMatchObject([
      { attachments: [attachment] },
    ]);
  });

  it("stands as it was sent by a webhook, in the webhook's own channel and under its own name", async () => {
    const bench = await startBench();
    const legacy = {
      channel: "purchases",
      username: "RevenueCat",
      icon_url: "https://app.revenuecat.com/favicon-96x96.png",
    };
    const body = JSON.stringify({ ...legacy, attachments: [attachment] });
    const response = await fetch(bench.url + demoWebhookPath, { method: "POST", body });
    expect(await response.text()).toBe("ok");
    expect(await bench.read("messages")).toMatchObject([
      { channelName: "ops-alerts", username: "Acme Alerts", attachments: [attachment] },
    ]);
  });

  it("is shown with its colour, its link, its fields and its picture signs", async () => {
    const bench = await startBench();
    await fetch(bench.url + demoWebhookPath, {
      method: "POST",
      body: JSON.stringify({ attachments: [attachment] }),
    });
    const html = await (await fetch(`${bench.url}/client/T0BELLWIRE/${demoChannels.opsAlerts.id}`)).text();
    expect(html).toContain("--bar:#30B296");
    expect(html).toContain('href="https://app.revenuecat.com/activity/123abcd45/12345"');
    expect(html).toContain("😺");
    expect(html).toContain("monthly_1");
    expect(html).toContain("$5.99");
    expect(html).toContain("2020-05-01T12:20:55.000Z");
  });
});
