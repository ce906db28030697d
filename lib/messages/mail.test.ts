import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compose } from "./compose";
import { renderMail } from "./mail";
import type { Message } from "./message";

const now = new Date("2026-11-21T09:00:00Z");

const messageOf = (name: string, more: Partial<Message> = {}): Message => ({
  ...compose(
    {
      type: "payment.failed",
      externalId: "pay_7",
      occurredAt: now,
      environment: "production",
      customer: { id: "cus_acme", name, url: "https://app.example/c/cus_acme?a=1&b=2" },
      data: { amount: { amount: "4200.00", currency: "USD" }, reason: "Declined" },
    },
    { now },
  ),
  ...more,
});

const sizeOf = (text: string) => Buffer.byteLength(text);

/** The tags of a document, in order: what data must never add to. */
const tagsOf = (html: string) => html.match(/<\/?[a-z][^>\s]*/gi) ?? [];

describe("a mail", () => {
  test("says the same in its subject, its text and its HTML", () => {
    const { subject, text, html } = renderMail(messageOf("Acme"));
    expect(subject).toContain("Payment failed: Acme $4,200");
    for (const form of [text, html]) {
      expect(form).toContain("Payment failed: Acme $4,200");
      expect(form).toContain("pay_7");
      expect(form).toContain("Declined");
    }
    expect(html).toContain('href="https://app.example/c/cus_acme?a=1&amp;b=2"');
    expect(text).toContain("https://app.example/c/cus_acme?a=1&b=2");
  });

  test("is the brand's: name, logo and colour", () => {
    const brand = {
      name: "Acme <Billing>",
      color: "#14213d",
      iconUrl: "https://cdn.example/logo.png?a=1&b=2",
    };
    const { html } = renderMail(messageOf("Acme"), brand);
    expect(html).toMatch(/color:#14213d;">Acme &lt;Billing&gt;</);
    expect(html).toContain('src="https://cdn.example/logo.png?a=1&amp;b=2"');
    expect(renderMail(messageOf("Acme", { sender: { name: "Own" } })).html).toContain(">Own<");
  });

  test("says who is told, why, and how to be left alone", () => {
    const manage = { url: "https://bellwire.example/unsubscribe/x.y", because: "Acme & Co sends it" };
    const { text, html } = renderMail(messageOf("Acme"), {}, { manage });
    expect(text).toContain("You get this because Acme & Co sends it.");
    expect(text).toContain(manage.url);
    expect(html).toContain("Acme &amp; Co sends it");
    expect(html).toContain(`href="${manage.url}"`);
  });

  test("marks what must not be taken for real, after the prefix", () => {
    const { subject } = renderMail(messageOf("Acme", { isTest: true }), {}, { prefix: "[Billing]" });
    expect(subject).toMatch(/^\[Billing\] \[TEST\] Payment failed/);
    expect(renderMail(messageOf("Acme", { environment: "sandbox" })).subject).toMatch(/^\[TEST\] /);
  });

  test("tells how a case stands, what it goes on from and what happened besides", () => {
    const told = renderMail(
      messageOf("Acme", {
        status: { state: "open", word: "Still open", facts: [[{ kind: "text", text: "3rd <try>" }]] },
        followUpTo: { text: "Payment failed: <Acme>", at: 1_795_000_000 },
        history: [{ emoji: ":x:", at: 1_795_000_000, text: "Second <attempt>", isLate: true }],
      }),
    );
    for (const words of ["Still open", "Follow-up to: Payment failed: ", "(arrived late)"]) {
      expect(told.text).toContain(words);
      expect(told.html).toContain(words);
    }
    expect(told.html).toContain("Second &lt;attempt&gt;");
    expect(told.html).toContain("3rd &lt;try&gt;");
    expect(told.html).not.toMatch(/<(?:attempt|try|Acme)>/);
  });

  test("follows the reader into the dark", () => {
    const { html } = renderMail(messageOf("Acme"));
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain("prefers-color-scheme: dark");
  });

  test("links nowhere but to http, https and mailto", () => {
    const links = [
      { label: "Bad", url: "javascript:alert(1)" },
      { label: "Worse", url: "data:text/html,<script>alert(1)</script>" },
      { label: "Good", url: 'https://app.example/"><script>alert(1)</script>' },
    ];
    const { html } = renderMail(messageOf("Acme", { links }));
    expect(html).not.toMatch(/javascript:|data:text|<script/);
    expect(html.match(/<a class="bw-main"/g)).toHaveLength(1);
  });

  test("has one line of subject and no tag of anybody else's, whatever is in the data", () => {
    const plain = tagsOf(renderMail(messageOf("Acme")).html);
    const nasty = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "\r\nBcc: eve@evil.example",
        "</td></tr><script>",
        "<img src=x onerror=alert(1)>",
        "\u2028",
        "{{7*7}}",
        "&lt;b&gt;",
      ),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (name, why, word) => {
        const message = messageOf("Acme", { why, word });
        const headline = message.headline.map((span) =>
          span.text === "Acme" ? { ...span, text: name } : span,
        );
        const told = renderMail(
          { ...message, headline, text: `Payment failed: ${name}` },
          { name: word || null },
        );
        expect(told.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        const tags = tagsOf(told.html).filter((tag) => tag !== "<br");
        expect(tags.filter((tag) => tag !== "<p" && tag !== "</p")).toEqual(
          plain.filter((tag) => tag !== "<br" && tag !== "<p" && tag !== "</p"),
        );
      }),
    );
  });

  test("is never longer than mail programs show", () => {
    const long = "&".repeat(30_000);
    const fields = Array.from({ length: 60 }, (_, index) => ({
      label: `${index}${long}`,
      value: [
        { kind: "text" as const, text: long },
        { kind: "link" as const, text: long, url: `https://e.example/${"a".repeat(1_900)}` },
      ],
    }));
    const links = Array.from({ length: 30 }, () => ({
      label: long,
      url: `https://e.example/?${"&".repeat(1_900)}`,
    }));
    const history = Array.from({ length: 80 }, () => ({
      emoji: ":x:",
      at: 1_795_000_000,
      text: "👩‍👩‍👧‍👦".repeat(500),
      isLate: false,
    }));
    const headline = Array.from({ length: 50 }, () => ({ kind: "strong" as const, text: long }));
    const { html, subject } = renderMail(
      messageOf(long, { fields, links, history, headline, why: long, text: long }),
    );
    expect(sizeOf(html)).toBeLessThanOrEqual(100_000);
    expect(subject.length).toBeLessThanOrEqual(200);
    expect(html).toContain("</html>");
  });
});
