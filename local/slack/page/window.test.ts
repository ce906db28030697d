import { describe, expect, it } from "vitest";
import { demoChannels, demoTeam, demoWebhookPath } from "@/local/slack/demo-world";
import { type Bench, startBench } from "@/local/slack/testing/harness";

const channel = demoChannels.billingAlerts.id;

async function windowOf(bench: Bench, id: string = channel): Promise<string> {
  return (await fetch(`${bench.url}/client/${demoTeam.id}/${id}`)).text();
}

/** Reads server-sent events until one holds `wanted`. */
async function waitFor(response: Response, wanted: string): Promise<string> {
  let seen = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    seen += decoder.decode(chunk, { stream: true });
    if (seen.includes(wanted)) return seen;
  }
  throw new Error(`the stream ended without ${wanted}`);
}

describe("the Slack window", () => {
  it("opens on #billing-alerts, and shows every channel of the workspace", async () => {
    const bench = await startBench();
    const response = await fetch(bench.url);
    expect(response.url).toBe(`${bench.url}/client/${demoTeam.id}/${channel}`);
    const html = await response.text();
    for (const { name } of Object.values(demoChannels)) expect(html).toContain(`>${name}</span>`);
  });

  it("shows what was sent, by whom, with an APP badge, and that it was edited", async () => {
    const bench = await startBench();
    const sent = await bench.client().chat.postMessage({ channel, text: "hello *you*" });
    expect(await windowOf(bench)).toContain("hello <b>you</b>");
    await bench.client().chat.update({ channel, ts: String(sent.ts), text: "changed" });
    const html = await windowOf(bench);
    expect(html).toContain('changed <span class="edited">(edited)</span>');
    expect(html).toContain('<span class="author">Bellwire</span><span class="badge">APP</span>');
  });

  it("folds replies below their parent", async () => {
    const bench = await startBench();
    const parent = await bench.client().chat.postMessage({ channel, text: "parent" });
    for (const text of ["first", "second"]) {
      await bench.client().chat.postMessage({ channel, text, thread_ts: String(parent.ts) });
    }
    const html = await windowOf(bench);
    expect(html).toContain("<summary><b>2 replies</b>");
    expect(html.match(/data-testid="slack-message"/g)).toHaveLength(3);
  });

  it("counts what was not seen yet, and forgets the count when it is", async () => {
    const bench = await startBench();
    for (let number = 0; number < 3; number++) {
      await fetch(bench.url + demoWebhookPath, { method: "POST", body: '{"text":"x"}' });
    }
    const badge = (count: string) => `data-unread="${demoChannels.opsAlerts.id}">${count}</span>`;
    expect(await windowOf(bench)).toContain(badge("3"));
    await windowOf(bench, demoChannels.opsAlerts.id);
    expect(await windowOf(bench)).toContain(badge(""));
  });

  it("gives older messages on request", async () => {
    const bench = await startBench();
    await bench.tell("limits", { enabled: false });
    const client = bench.client();
    for (let number = 0; number < 101; number++)
      await client.chat.postMessage({ channel, text: `number ${number}.` });
    const html = await windowOf(bench);
    expect(html).not.toContain("number 0.");
    const first = /data-ts="([\d.]+)"/.exec(html)?.[1];
    const older = await fetch(`${bench.url}/client/${demoTeam.id}/${channel}/older?before=${first}`);
    expect(await older.json()).toMatchObject({ html: expect.stringContaining("number 0."), hasOlder: false });
  });

  it("streams new messages, edits and unread counts", async () => {
    const bench = await startBench();
    const stream = await fetch(`${bench.url}/client/${demoTeam.id}/${channel}/live`);
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    await bench.client().chat.postMessage({ channel, text: "a live one" });
    await bench.client().chat.postMessage({ channel: demoChannels.general.id, text: "elsewhere" });
    expect(await waitFor(stream, "a live one")).toContain(`"${demoChannels.general.id}":1`);
  });

  it("lets nothing that was sent become markup", async () => {
    const bench = await startBench();
    const evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
    const plain = { type: "plain_text", text: evil };
    const bad = "javascript:alert(1)";
    await bench.client().apiCall("chat.postMessage", {
      channel,
      text: evil,
      blocks: [
        { type: "header", text: { type: "plain_text", text: evil } },
        { type: "section", text: { type: "mrkdwn", text: evil }, fields: [plain] },
        {
          type: "actions",
          elements: [{ type: "button", text: plain, action_id: evil, value: evil, url: bad }],
        },
        { type: "context", elements: [plain, { type: "image", image_url: bad, alt_text: evil }] },
        { type: "image", image_url: bad, alt_text: evil, title: plain },
        {
          type: "rich_text",
          elements: [{ type: "rich_text_section", elements: [{ type: "link", url: bad, text: evil }] }],
        },
        { type: "markdown", text: `${evil} [x](${bad})` },
        { type: "table", rows: [[{ type: "raw_text", text: evil }]] },
      ],
      attachments: [
        {
          color: '"><script>',
          title: evil,
          title_link: bad,
          author_name: evil,
          footer: evil,
          fallback: evil,
        },
      ],
    });
    const html = (await windowOf(bench)).replaceAll(/<script type="module"[^>]*><\/script>/g, "");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<img src=x|javascript:alert\(1\)"|--bar:"/i);
    const page = await fetch(`${bench.url}/client/${demoTeam.id}/${channel}`);
    expect(await page.text()).toContain("default-src 'self'");
  });

  it("serves its own files and nothing else", async () => {
    const bench = await startBench();
    const html = await windowOf(bench);
    const assets = [...html.matchAll(/(?:href|src)="(\/client\/assets\/[^"]+)"/g)].map((match) => match[1]);
    expect(assets.length).toBeGreaterThan(4);
    for (const asset of assets) expect((await fetch(bench.url + asset)).status).toBe(200);
    for (const path of ["/client/assets/nothing.js", "/client/assets/..%2fwindow.ts", "/nothing"]) {
      expect((await fetch(bench.url + path)).status).toBe(404);
    }
  });
});
