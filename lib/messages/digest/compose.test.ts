import { describe, expect, test } from "vitest";
import type { RoundTemplate } from "@/db/enums";
import { compileRedaction } from "@/lib/redaction/redact";
import { renderForChannel, renderForWebhook } from "@/lib/slack/render";
import { violationsOf } from "@/lib/slack/validate";
import { renderMail } from "../mail";
import type { Message } from "../message";
import { plainText } from "../sentence";
import { before, entry, materialOf } from "../testing/digest-material";
import { composeDigest } from "./compose";
import { fitDigest } from "./fit";
import type { Material } from "./frame";
import { sightOf } from "./sight";

const now = new Date("2026-11-20T08:00:05Z");
const pageUrl = "https://bellwire.example/acme/production/digests/told/ntf_x";
const composed = (material: Material, template: RoundTemplate = "summary") =>
  composeDigest(material, { id: "ntf_x", template, now, pageUrl });

/** A message as somebody reads it. */
function read({ text, why, fields, sections = [] }: Message): string {
  return [
    text,
    why,
    ...fields.map(({ label, value }) => `${label}: ${plainText(value)}`),
    ...sections.flatMap(({ title, lines, more }) => [
      "",
      `# ${title}`,
      ...lines.map(plainText),
      ...(more ? [`and ${more} more`] : []),
    ]),
  ].join("\n");
}

const resolved = {
  caseId: "cas_1",
  caseState: "resolved",
  caseText: "Payment succeeded: Acme $42",
  caseStatus: "Paid",
} as const;
const day = [
  entry({
    ...resolved,
    eventType: "payment.succeeded",
    severity: "good",
    text: "Payment succeeded: Acme $42",
  }),
  entry({ ...resolved }),
  entry({
    text: "Trial expiring: Bolt",
    eventType: "trial.expiring",
    severity: "info",
    customerId: "bolt",
    customerName: "Bolt",
  }),
  entry({
    text: "Payment failed: Cedar $9",
    customerId: "cedar",
    customerName: "Cedar",
    ownerName: "Ada Ray",
    occurredAt: new Date("2026-11-17T09:00:00Z"),
  }),
  entry({
    text: "Usage up: Dune",
    eventType: "usage.changed",
    severity: "info",
    customerId: "dune",
    customerName: "Dune",
    ownerName: null,
    ownerEmail: null,
  }),
];

describe("what a reader gets", () => {
  test("a summary", () => expect(read(composed(materialOf(day)))).toMatchSnapshot());
  test("the weekly for whoever leads", () =>
    expect(read(composed(materialOf([], { name: "Leadership" }), "leadership"))).toMatchSnapshot());
  test("a catch-up", () => expect(read(composed(materialOf(day), "catch_up"))).toMatchSnapshot());
  test("an empty one", () => {
    const nobody = {
      totals: [],
      movers: [],
      atRisk: [],
      keyAccounts: [],
      renewals: [],
      failedPayments: { count: 0, open: [] },
      churnByWeek: [0, 0],
    };
    expect(read(composed(materialOf([], { portfolio: nobody, before: null })))).toMatchSnapshot();
  });
});

test("numbers are told with their change, exact and by currency", () => {
  const text = read(composed(materialOf(day)));
  expect(text).toContain("Notifications: 5 (-4)");
  expect(text).toContain("MRR in the red: $10,200 (+$9,000)");
  expect(read(composed(materialOf(day), "leadership"))).toContain("MRR: $44,800.50 (+$800.50) and €900");
  expect(read(composed(materialOf(day, { before: null })))).toContain("Notifications: 5\n");
  expect(read(composed(materialOf(day, { before: { ...before, told: 5 } })))).toContain(
    "Notifications: 5 (±0)",
  );
});

test("what a destination may not see is in no part of it", () => {
  const redaction = compileRedaction([
    { path: "amounts", mode: "hide" },
    { path: "customer.name", mode: "mask" },
    { path: "customer.owner", mode: "hide" },
    { path: "emails", mode: "mask" },
  ]);
  const seen = day.map((one) => ({ ...one, text: "Payment failed" }));
  for (const template of ["summary", "leadership", "catch_up"] as const) {
    const text = read(composed(materialOf(seen, { sight: sightOf(redaction, "en-US") }), template));
    expect(text).not.toMatch(/\$|€|Acme|Bolt|Cedar|Kim|Ada|@|9,000/);
  }
});

test("in a mail every part is there, and no data is markup", () => {
  const message = fitDigest(composed(materialOf([...day, entry({ text: "<b>Cedar</b> & co" })])));
  const { text, html } = renderMail(message);
  for (const part of ["Top movers".toLowerCase(), "Kim Lee", "Renewals in the next 30 days"]) {
    expect(text).toContain(part);
    expect(html).toContain(part);
  }
  expect(html).toContain("&lt;b&gt;Cedar&lt;/b&gt; &amp; co");
});

describe("within what Slack takes", () => {
  const many = (count: number, text: string) =>
    Array.from({ length: count }, (_, place) =>
      entry({
        text: `${text} ${place}`,
        customerId: `c${place % 90}`,
        customerName: `Customer ${place % 90}`,
        ownerName: `Owner ${place % 70}`,
      }),
    );

  test.each([
    ["one", 1, "x"],
    ["a day", 60, "Payment failed: a customer of some length"],
    ["2,000", 2_000, "Payment failed: a customer of some length"],
    ["2,000 with what must be escaped", 2_000, "<&> <!channel> & *bold* ".repeat(8)],
  ])("%s: 45 blocks and 10,000 characters at most, and what is left out is counted", (_name, count, text) => {
    const full = composed(materialOf(many(count, text)));
    const message = fitDigest(full);
    for (const payload of [renderForChannel(message), renderForWebhook(message)]) {
      expect(violationsOf(payload)).toEqual([]);
      expect(payload.blocks?.length).toBeLessThanOrEqual(45);
      expect(JSON.stringify(payload)).toContain("digests/told/ntf_x");
    }
    const lines = (one: Message) =>
      (one.sections ?? []).reduce((sum, { lines: own, more = 0 }) => sum + own.length + more, 0);
    expect(lines(message)).toBe(lines(full));
    if (count > 60) expect(JSON.stringify(renderForChannel(message))).toMatch(/and [\d,]+ more/);
  });

  test("nothing of data becomes markup", () => {
    const message = fitDigest(
      composed(materialOf([entry({ text: "<!channel> <https://evil.example|click>", ownerName: "<@U1>" })])),
    );
    const text = JSON.stringify(renderForChannel(message));
    expect(text).not.toContain("<!channel>");
    expect(text).not.toContain("<https://evil");
    expect(text).not.toContain("<@U1>");
  });
});
