import { describe, expect, it } from "vitest";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import { budget, slackLimits } from "./limits";
import { renderForChannel } from "./render";

const now = new Date("2026-11-21T09:00:00Z");
const base = compose(
  { type: "order.shipped", externalId: "o", occurredAt: now, environment: "production", data: {} },
  { now },
);
const rendered = (given: Partial<Message>) => renderForChannel({ ...base, ...given });
const blocksOf = (given: Partial<Message>) => {
  const attachment = rendered(given).attachments?.[0];
  return attachment && "blocks" in attachment ? attachment.blocks : [];
};
const x = (length: number) => "x".repeat(length);
const field = (label: string, text: string) => ({ label, value: [{ kind: "text" as const, text }] });

const fieldTexts = (given: Partial<Message>) =>
  blocksOf(given).flatMap((block) => ("fields" in block ? block.fields.map(({ text }) => text) : []));
const buttons = (given: Partial<Message>) =>
  blocksOf(given).flatMap((block) =>
    block.type === "actions" ? block.elements.filter((one) => one.type === "button") : [],
  );
const whyText = (given: Partial<Message>) =>
  blocksOf(given).flatMap((block) => (block.type === "section" && "text" in block ? block.text.text : []))[0];

/** Each budget: what is measured for something of a size, and the largest size that goes through whole. */
const budgets: [name: string, measure: (size: number) => number | undefined, limit: number][] = [
  ["metrics", (size) => fieldTexts({ fields: Array(size).fill(field("F", "v")) }).length, budget.fields],
  [
    "a metric's label",
    (size) => (fieldTexts({ fields: [field(x(size), "")] })[0] ?? "").length - 4,
    budget.fieldLabel,
  ],
  [
    "a metric's value",
    (size) => (fieldTexts({ fields: [field("F", x(size))] })[0] ?? "").length - 4,
    budget.fieldValue,
  ],
  ["the why line", (size) => whyText({ why: x(size) })?.length, budget.why],
  [
    "buttons",
    (size) =>
      buttons({
        links: Array.from({ length: size }, (_, at) => ({ label: "L", url: `https://a.example/${at}` })),
      }).length,
    budget.buttons,
  ],
  [
    "a button's label",
    (size) => buttons({ links: [{ label: x(size), url: "https://a.example/" }] })[0]?.text.text.length,
    budget.buttonLabel,
  ],
  ["the text", (size) => rendered({ text: x(size), emoji: ":bell:" }).text.length, slackLimits.text],
];

describe.each(budgets)("%s", (name, measure, limit) => {
  // The emoji and its space stand before the text.
  const whole = name === "the text" ? limit - 7 : limit;

  it(`may be ${whole}`, () => {
    expect(measure(whole)).toBe(limit);
  });

  it("is cut to it beyond", () => {
    expect(measure(whole + 1)).toBe(measure(whole));
  });
});

describe("the subject of a message of the catalog's", () => {
  const subjectOf = (kind: string, by: string) =>
    compose(
      {
        type: "customer.interaction",
        externalId: "e",
        occurredAt: now,
        environment: "production",
        customer: { id: "c", name: x(60) },
        data: { kind, by },
      },
      { now },
    ).text;

  it.each([
    ["may be 90 characters long", 34, 90, false],
    ["is cut beyond", 35, 90, true],
  ])("%s", (_, length, expected, isCut) => {
    const subject = subjectOf(x(length), x(8));
    expect(subject).toHaveLength(expected);
    expect(subject.endsWith("…")).toBe(isCut);
  });
});
