import { describe, expect, it } from "vitest";
import { renderMrkdwn } from "@/local/slack/page/mrkdwn";
import { seedWorld } from "@/local/slack/seed";
import { createWorld } from "@/local/slack/world/world";

const world = createWorld(() => 0);
seedWorld(world);
const render = (text: string) => renderMrkdwn(world, text);
const link = (href: string, label: string) =>
  `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${label}</a>`;

describe("mrkdwn", () => {
  it.each([
    ["*bold* _italic_ ~struck~ `code`", "<b>bold</b> <i>italic</i> <s>struck</s> <code>code</code>"],
    ["*bold _and italic_*", "<b>bold <i>and italic</i></b>"],
    ["2 * 3 * 4, snake_case_name, a*b*c", "2 * 3 * 4, snake_case_name, a*b*c"],
    ["* not bold*", "* not bold*"],
    ["`*not bold*`", "<code>*not bold*</code>"],
    ["one\ntwo", "one\ntwo"],
    ["&gt; quoted\nafter", "<blockquote>quoted</blockquote>after"],
    ["before\n```\na < b\n```\nafter", "before<pre>a &lt; b</pre>after"],
    ["&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"],
  ])("%j", (text, html) => {
    expect(render(text)).toBe(html);
  });

  it.each([
    ["<https://a.example/x?a=1&amp;b=2|a link>", link("https://a.example/x?a=1&amp;b=2", "a link")],
    ["<https://a.example>", link("https://a.example", "https://a.example")],
    ["<mailto:kim@acme.test|Kim>", link("mailto:kim@acme.test", "Kim")],
    ["see https://a.example/x.", `see ${link("https://a.example/x", "https://a.example/x")}.`],
    ["<@U0KIMPARK1>", '<span class="mention">@Kim Park</span>'],
    ["<#C0GENERAL1>", '<a class="mention" href="/client/T0BELLWIRE/C0GENERAL1">#general</a>'],
    [
      "<!channel> <!here>",
      '<span class="mention mention-all">@channel</span> <span class="mention mention-all">@here</span>',
    ],
    ["<!subteam^S1|@finance>", '<span class="mention">@finance</span>'],
  ])("%s", (text, html) => {
    expect(render(text)).toBe(html);
  });

  it("leaves bare addresses alone in verbatim text", () => {
    expect(renderMrkdwn(world, "https://a.example", true)).toBe("https://a.example");
  });

  it("shows a date token with its fallback, and the format for the reader's own zone", () => {
    const html = render("<!date^1795253175^{date_short_pretty} at {time}|21 Nov, 09:26 UTC>");
    expect(html).toBe(
      '<time datetime="2026-11-21T09:26:15.000Z" data-format="{date_short_pretty} at {time}">21 Nov, 09:26 UTC</time>',
    );
  });

  it("shows known picture signs and leaves the others", () => {
    for (const [sign, picture] of [
      [":smiley_cat:", "😺"],
      [":pouting_cat:", "😾"],
      [":crying_cat_face:", "😿"],
      [":scream_cat:", "🙀"],
      [":rotating_light:", "🚨"],
    ] as const) {
      expect(render(sign)).toContain(picture);
    }
    expect(render(":no_such_sign: at 10:30:15")).toBe(":no_such_sign: at 10:30:15");
  });

  it.each([
    "<script>alert(1)</script>",
    "<javascript:alert(1)|click>",
    '<https://a.example" onmouseover="alert(1)|x>',
    "<data:text/html,<script>alert(1)</script>|x>",
    "*<img src=x onerror=alert(1)>*",
    "`<img src=x onerror=alert(1)>`",
    "```<img src=x onerror=alert(1)>```",
    "&gt; <svg onload=alert(1)>",
    "<!date^1^{date}^javascript:alert(1)|x>",
    '<!date^1^"><script>|<script>>',
    "<@U1|<script>>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
  ])("lets nothing of %j become markup", (text) => {
    const html = render(text);
    expect(html).not.toMatch(/<(script|img|svg)/i);
    expect(html).not.toMatch(/href="(?!https?:|mailto:|\/client\/)/i);
    expect(html.replaceAll(/"[^"]*"/g, "")).not.toMatch(/<[^>]*\son\w+=/i);
  });
});
